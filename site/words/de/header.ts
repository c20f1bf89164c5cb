import { counted } from '../count.ts';
import type { Words } from '../type.ts';
import { number } from './number.ts';

export const header: Words['header'] = {
  skip: 'Zum Text springen',
  startPage: (site, course) => `${site}: ${course}, Startseite`,
  exercises: 'Aufgaben',
  points: (earned, possible) => `${number(earned)} von ${counted(possible, 'Punkt', 'Punkten')}`,
  colours: { auto: 'Auto', light: 'Hell', dark: 'Dunkel' },
  coloursSystem: 'Farben: wie im System',
  coloursSaid: {
    auto: 'Farben: wie im System. Drücken für hell.',
    light: 'Farben: hell. Drücken für dunkel.',
    dark: 'Farben: dunkel. Drücken für wie im System.',
  },
};
