export const docs = {
  title: 'Documentation',
  tool: 'Help',
  lead: 'How vethlab is used, run and written for. All of it is here, without a network too.',
  contents: 'On this page',
  inEnglish: 'The documentation is in English.',
  pages: {
    learner: {
      title: 'For learners',
      text: 'The terminal, the lab host, the questions, and what is kept of you.',
    },
    instructor: { title: 'For instructors', text: 'A class: joining, helping, grading, an exam.' },
    install: {
      title: 'Installing',
      text: 'As a Debian package, from one file without a network, on a Raspberry Pi.',
    },
    operator: { title: 'For operators', text: 'Running it, backing it up and updating it.' },
    lms: {
      title: 'In a school’s LMS',
      text: 'Connecting Moodle, Canvas and others; points into their gradebooks.',
    },
    cluster: { title: 'Several machines', text: 'Learners on the machines of an Incus cluster.' },
    authoring: {
      title: 'For authors',
      text: 'Writing exercises and courses, and proving them on real hosts.',
    },
    checks: { title: 'Checks', text: 'What an exercise can ask of a lab host.' },
    settings: { title: 'Settings', text: 'Every variable of the environment that npm start reads.' },
    security: { title: 'Security', text: 'What keeps a learner on their lab host, and what is open.' },
  },
} as const;
