import { counted } from '../count.ts';
import type { Words } from '../type.ts';
import { number } from './number.ts';

export const start: Words['start'] = {
  begin: 'Kurs beginnen',
  goOn: 'Weiter mit',
  far: (done, of) => `${done} von ${counted(of, 'Aufgabe', 'Aufgaben')} erledigt.`,
  points: (earned, possible) => `${number(earned)} von ${counted(possible, 'Punkt', 'Punkten')}.`,
  allDone: 'Du hast alles geschafft.',
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
      text: 'Fragen zu deinem Host und Aufgaben, bei denen du darauf etwas baust, sofort geprüft an dem, was wirklich da ist.',
    },
  ],
};
