export const header = {
  skip: 'Skip to the text',
  startPage: (site: string, course: string) => `${site}: ${course}, start page`,
  exercises: 'Exercises',
  points: (earned: number, possible: number) => `${earned} of ${possible} points`,
  colours: { auto: 'Auto', light: 'Light', dark: 'Dark' },
  coloursSystem: 'Colours: as the system',
  coloursSaid: {
    auto: 'Colours: as the system. Press for light.',
    light: 'Colours: light. Press for dark.',
    dark: 'Colours: dark. Press for as the system.',
  },
} as const;
