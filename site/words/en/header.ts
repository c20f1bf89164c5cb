export const header = {
  skip: 'Skip to the text',
  startPage: (course: string) => `${course}, start page`,
  exercises: 'Exercises',
  language: 'Language',
  colours: { auto: 'Auto', light: 'Light', dark: 'Dark' },
  coloursSaid: {
    auto: 'Colours: as the system. Press for light.',
    light: 'Colours: light. Press for dark.',
    dark: 'Colours: dark. Press for as the system.',
  },
  points: (earned: number, possible: number) => `${earned} of ${possible} points`,
} as const;
