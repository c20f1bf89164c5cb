import type { Words } from '../type.ts';

export const header: Words['header'] = {
  skip: 'Zum Text springen',
  startPage: (course) => `${course}, Startseite`,
  exercises: 'Aufgaben',
  language: 'Sprache',
  colours: { auto: 'Auto', light: 'Hell', dark: 'Dunkel' },
  coloursSaid: {
    auto: 'Farben: wie das System. Drücken für hell.',
    light: 'Farben: hell. Drücken für dunkel.',
    dark: 'Farben: dunkel. Drücken für wie das System.',
  },
  points: (earned, possible) => `${earned} von ${possible} Punkten`,
};
