import type { Words } from '../type.ts';

export const start: Words['start'] = {
  pitch:
    'Wie Docker, Podman, Incus und LXD Container ins Netz bringen: gelernt auf deinem eigenen Linux-Host, auf dem alle vier laufen.',
  begin: 'Kurs beginnen',
  seeExercises: 'Zu den Aufgaben',
  local: 'Alles läuft auf diesem Rechner. Nichts geht nach draußen, und du brauchst kein Konto.',
  courseLanguage: 'Die Kurstexte sind auf Englisch.',
  steps: [
    {
      word: 'Lesen',
      text: 'Kurze Kapitel mit Zeichnungen. Jeder Befehl hat einen Knopf, der ihn ausführt.',
    },
    {
      word: 'Ausprobieren',
      text: 'Ein Terminal neben dem Text, auf deinem eigenen Linux-Host. In Sekunden hast du ihn wieder frisch.',
    },
    {
      word: 'Antworten',
      text: 'Fünf Fragen zu deinem Host, sofort geprüft an dem, was wirklich darauf läuft.',
    },
  ],
  credit:
    'Nach einem Vortrag von Craig Miller vom 23. Mai 2024. Fakten, Tabellen und Befehle sind von ihm; wo sich seither etwas geändert hat, sagt es der Kurs.',
};
