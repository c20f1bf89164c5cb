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
};
