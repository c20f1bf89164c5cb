import type { Words } from '../type.ts';

export const blocks: Words['blocks'] = {
  onHost: 'Auf deinem Lab-Host',
  output: 'Ausgabe',
  copy: 'Kopieren',
  copied: 'Kopiert',
  cannotCopy: 'Von Hand kopieren',
  run: 'Ausführen',
  runTitle: 'Tippt es in dein Terminal und drückt Enter',
  insert: 'Einfügen',
  insertTitle: (gap) => `Setzt es an den Prompt im Terminal, damit du ${gap} ausfüllen kannst`,
};
