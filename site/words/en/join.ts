export const join = {
  dialog: 'First, a lab host of your own',
  dialogText: 'It is a small Linux machine with containers running, and takes seconds to make.',
  later: 'Not now',
  name: 'Your name',
  code: 'Class code',
  start: 'Start my lab',
  starting: 'Starting your lab…',
} as const;
