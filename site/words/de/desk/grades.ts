import { counted } from '../../count.ts';
import type { DeskWords } from '../../type.ts';

export const grades: DeskWords['grades'] = {
  nobody: 'Noch ist niemand dabei.',
  legend: 'Zeichen bei den Punkten',
  flags: {
    override: 'von Hand gesetzt',
    late: 'verspätet',
    review: 'durchzusehen',
    disputed: 'Widerspruch',
  },
  total: 'Summe',
  csv: 'CSV',
  json: 'JSON',
  platforms: 'Für Canvas, Moodle',
  platform: { canvas: 'Canvas', moodle: 'Moodle' },
  csvFor: (platform) => `CSV für ${platform}`,
  canvasText:
    'In Canvas: Noten, Importieren, dann diese Datei. Titel, die dort neu sind, werden Aufgaben, wenn du es bestätigst. Was nicht versucht wurde, bleibt offen.',
  canvasByName: (names) => `Canvas kennt diese nur am Namen: ${names}.`,
  moodleText: (key) =>
    `In Moodle: Bewertungen, Import, CSV-Datei. Ordne Personen über ${key} zu und jede Übung ihrem Bewertungsaspekt. Nicht Versuchtes hat „-“, das liest Moodle als keine Bewertung.`,
  moodleKeys: { externalId: '„ID number“', email: '„Email address“', login: '„Username“' },
  moodleNobody:
    'Moodle fände niemanden: Auf der Liste steht von niemandem Nummer, E-Mail oder Anmeldename. Lies zuerst eine Liste aus Moodle ein; sie ergänzt, wer schon da ist.',
  moodleWithout: (what, names) =>
    `Nicht in der Datei, weil auf der Liste nichts unter „${what}“ steht: ${names}.`,
  recheck: 'Neu prüfen',
  recheckAll: 'Alles neu prüfen',
  recheckColumn: (exercise) => `Alle Antworten zu Frage ${exercise} neu prüfen`,
  cell: (name, exercise) => `${name}, Frage ${exercise}`,
  gradebooks: { folder: 'den Datenordner', lms: 'das LMS' },
  sendTo: (gradebook) => `An ${gradebook} senden`,
  sendText: (gradebook) =>
    `Die Punkte, wie sie jetzt sind, gehen an ${gradebook}. Was vorher gesendet wurde, wird ersetzt.`,
  sendNow: 'Jetzt senden',
  sentTo: (count, where) => `${counted(count, 'Note', 'Noten')} an ${where} gesendet.`,
};
