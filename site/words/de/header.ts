import type { Words } from '../type.ts';

export const header: Words['header'] = {
  skip: 'Zum Text springen',
  startPage: (site, course) => `${site}: ${course}, Startseite`,
  exercises: 'Aufgaben',
  points: (earned, possible) => `${earned} von ${possible} Punkten`,
  colours: { auto: 'Auto', light: 'Hell', dark: 'Dunkel' },
  coloursSystem: 'Farben: wie im System',
  coloursSaid: {
    auto: 'Farben: wie im System. Drücken für hell.',
    light: 'Farben: hell. Drücken für dunkel.',
    dark: 'Farben: dunkel. Drücken für wie im System.',
  },
};
