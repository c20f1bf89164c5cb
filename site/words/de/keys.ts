import type { Words } from '../type.ts';

export const keys: Words['keys'] = {
  bar: 'Tasten für das Terminal',
  written: { Ctrl: 'Strg', Shift: 'Umschalt', Enter: 'Enter', Escape: 'Esc' },
  said: {
    Esc: 'Escape',
    Tab: 'Tab',
    '↑': 'Nach oben',
    '↓': 'Nach unten',
    '→': 'Nach rechts',
    '←': 'Nach links',
  },
  control: 'Steuerung, mit der nächsten Taste',
};
