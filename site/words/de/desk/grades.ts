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
  recheck: 'Neu prüfen',
  recheckAll: 'Alles neu prüfen',
  recheckColumn: (exercise) => `Alle Antworten zu Frage ${exercise} neu prüfen`,
  cell: (name, exercise) => `${name}, Frage ${exercise}`,
  gradebooks: { folder: 'den Datenordner' },
  sendTo: (gradebook) => `An ${gradebook} senden`,
  sendText: (gradebook) =>
    `Die Punkte, wie sie jetzt sind, gehen an ${gradebook}. Was vorher gesendet wurde, wird ersetzt.`,
  sendNow: 'Jetzt senden',
  sentTo: (count, where) => `${counted(count, 'Note', 'Noten')} an ${where} gesendet.`,
};
