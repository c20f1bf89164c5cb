import type { DeskWords } from '../../type.ts';

export const common: DeskWords['common'] = {
  cancel: 'Abbrechen',
  close: 'Schließen',
  copy: 'Kopieren',
  copyThis: (text) => `${text} kopieren`,
  copied: 'Kopiert',
  save: 'Speichern',
  saved: 'Gespeichert',
  loading: 'Wird geladen…',
  more: 'Mehr',
  all: 'Alle',
  none: 'Keine',
  never: 'nie',
  undo: 'Rückgängig',
  print: 'Drucken',
  points: (earned, possible) => `${earned} von ${possible}`,
  littleDisk: (free, total, least) =>
    `Der Datenträger des Lab-Servers ist fast voll: ${free} von ${total} sind frei. Unter ${least} wird kein Lab-Host mehr erzeugt, und ohne freien Platz können keine Antworten mehr gespeichert werden. Wer den Lab-Server betreibt, kann dort löschen, was nicht gebraucht wird.`,
};
