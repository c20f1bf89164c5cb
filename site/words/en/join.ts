export const join = {
  dialog: 'First, a lab host of your own',
  dialogText: 'It is a small Linux machine with containers running, and takes seconds to make.',
  later: 'Not now',
  name: 'Your name',
  code: 'Class code',
  codeHelp: 'Your instructor shows it.',
  personalCode: 'Personal code',
  nameTaken:
    'Somebody of this name is in the class. If that is you, give your personal code: you saw it when you joined, and your instructor can tell it to you. If not, take a name above that tells you apart.',
  wrong: {
    code: 'No class has this code.',
    name: 'Nobody on the roster of this class has this name. Write it as your instructor has it.',
    personalCode: 'That is not the personal code of this name.',
  },
  isThisYou: (name: string) => `Are you ${name}?`,
  goOn: (name: string) => `Go on as ${name}`,
  other: 'Somebody else at this computer joins with a name of their own:',
  alone: 'You study on your own.',
  haveCode: 'I have a class code',
  withoutCode: 'Go on without a class code',
  joinClass: 'Join the class',
  classDialog: 'Join your class',
  classDialogText: 'You get a lab host of your own: a small Linux machine with containers running.',
  notLetIn: (group: string) => `You were not let in to “${group}”. Ask your instructor why, or join again.`,
  takenOut: (group: string) =>
    `You are not in “${group}” any more, in this browser. What you have done is kept: join again with your name and personal code, or ask your instructor.`,
  erased: (group: string) =>
    `You are not in “${group}” any more: an instructor has erased what was kept of you. To begin anew, join again, or ask your instructor.`,
  beenHere: 'I have been here before',
  personalCodeHelp: 'It stood in the menu under your name, and brings you back to your work.',
  start: 'Start my lab',
  starting: 'Starting your lab…',
} as const;
