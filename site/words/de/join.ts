import type { Words } from '../type.ts';

export const join: Words['join'] = {
  dialog: 'Zuerst ein eigener Lab-Host',
  dialogText: 'Das ist ein kleiner Linux-Rechner, auf dem Container laufen. In Sekunden ist er da.',
  later: 'Jetzt nicht',
  name: 'Dein Name',
  code: 'Kurscode',
  start: 'Lab starten',
  starting: 'Dein Lab startet…',
};
