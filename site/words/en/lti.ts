/** Pages that a school's LMS shows to whoever comes from it (protocol/lms.ts). */
export const lti = {
  window: {
    title: 'The lab opens in a window of its own',
    description: 'A link from your LMS to the lab.',
    text: 'It needs more room than there is here.',
    open: 'Open the lab',
    opened: 'The lab is open in another window. Come back here for the next one.',
    openAgain: 'Has it been a while? Then load this page of the LMS anew before you press the button.',
    missing: 'There is nothing to open here. Open the link in the course of your LMS.',
    needsScript: 'The lab needs JavaScript.',
  },
  failed: {
    title: 'This did not work',
    description: 'Why the way from an LMS to the lab did not work.',
    why: {
      'unknown-lms':
        'Your LMS is not connected to this lab server. Tell your teacher: whoever runs the lab server connects it at the desk.',
      again:
        'It took too long, the page was loaded twice, or it was begun in another browser. Go back to your LMS and open the link once more.',
      'not-believed':
        'What the LMS says of you can’t be believed: it is not signed by it, not for this lab server, or too old. Open the link once more. If it happens again, the connection has to be looked at, and the clocks of both machines.',
      refused:
        'The LMS did not let you through. Sign in there and open the link once more. If it happens again, tell your teacher.',
      away: 'The lab server can’t read the keys of the LMS at the moment. Try again in a minute.',
      deployment:
        'The LMS is connected, but not for the part of it that you come from. Tell your teacher: whoever runs the lab server can let that part in at the desk (deployment).',
      'no-course':
        'The LMS does not say which course you come from. Open the link within a course. If you did, tell your teacher.',
      'other-course':
        'The link is for a lab course that this lab server does not serve, or for another one than this course of your LMS began with. Tell your teacher.',
      removed:
        'An instructor has taken you out of the class. If that was a mistake, ask your teacher to bring you back.',
      archived:
        'The class is over: it is archived, and nobody comes in any more. Your teacher can bring it back.',
      'no-instructor':
        'Only those who teach the course choose what it links to. If you teach it, the LMS does not say so.',
      'from-lms': 'This address is for an LMS. Open the link in the course of your LMS.',
      'no-tls':
        'An LMS is connected over https only, and this lab server has no such address. Whoever runs it finds under “In a school’s LMS” in the help what is needed.',
      link: 'The link for connecting was used before, or is more than an hour old. Make another one at the desk, under “School’s LMS”.',
      registration:
        'The LMS did not let itself be connected this way. Make another link at the desk and try once more, or enter by hand what both have to know.',
    },
    other: 'Go back to your LMS and open the link once more.',
    inAlready: 'If you are in the lab already, go on here:',
    home: 'To the start page',
  },
} as const;
