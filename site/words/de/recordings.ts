import { counted } from '../count.ts';
import type { Words } from '../type.ts';

export const recordings: Words['recordings'] = {
  title: 'Aufzeichnungen',
  description: 'Was von deinen Terminals aufgezeichnet wurde: zum Abspielen, Herunterladen und Löschen.',
  lead: 'Jedes deiner Terminals wird aufgezeichnet: was es ausgibt, und wann du geantwortet hast. Was du tippst, nur so weit, wie das Terminal es anzeigt.',
  needsScript: 'Die Aufzeichnungen siehst du, wenn JavaScript eingeschaltet ist.',
  off: 'Auf diesem Lab-Server werden Terminals nicht aufgezeichnet.',
  none: 'Noch ist nichts aufgezeichnet: Öffne in einem Kapitel ein Terminal.',
  stillOpen: 'noch offen',
  download: 'Herunterladen',
  delete: 'Löschen',
  deleteThis: (name) => `${name} löschen`,
  reallyDelete: 'Wirklich löschen',
  reallyDeleteThis: (name) => `${name} wirklich löschen`,
  long: (minutes) => (minutes < 1 ? 'unter einer Minute' : counted(minutes, 'Minute', 'Minuten')),
  keys: '`Leertaste` spielt ab und hält an, `←` `→` gehen zurück und vor, `<` `>` ändern das Tempo, `[` `]` springen zu den Antworten.',
};
