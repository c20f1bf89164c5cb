/** The page that says why signing in by the school's account did not work (protocol/school.ts). */
export const signIn = {
  title: 'You are not signed in',
  description: 'Why signing in by the school’s account did not work.',
  why: {
    away: 'The school’s sign-in does not answer, or gives an answer that cannot be believed. Try again in a moment. Instructors get in by their password, and learners by the class code and their name.',
    again:
      'It took too long, the page was loaded twice, or it was begun in another browser. Begin once more where you came from.',
    refused: 'The school’s sign-in did not let you through. Begin once more, or ask your school.',
    'no-instructor':
      'Your account is not one of an instructor here. If it should be, ask whoever runs this lab server (OIDC_INSTRUCTORS).',
    'wrong-code': 'No class has this code. Ask your instructor for it.',
    'not-on-roster':
      'The class is for those on its roster, and your account is not on it. Ask your instructor to put your e-mail address or login there.',
    off: 'There is no such sign-in on this lab server.',
  },
  other: 'Signing in did not work. Begin once more where you came from.',
  home: 'To the start page',
  desk: 'To the desk',
} as const;
