import { counted } from '../count.ts';

export const exercise = {
  title: 'Exercises',
  description: 'The five hands-on questions, with your marks.',
  lead: (count: number, points: number) =>
    `${counted(count, 'question', 'questions')} about your lab host, ${counted(points, 'point', 'points')} in all. The best attempt of each counts.`,
  marksNeedScript: 'Your marks are shown when JavaScript is on.',
  answerNeedsScript: 'Answering needs JavaScript: your answer is checked on your lab host.',
  points: (count: number) => counted(count, 'point', 'points'),
  pointsOf: (earned: number, possible: number) => `${earned} of ${counted(possible, 'point', 'points')}`,
  standing: (status: string, points: string) => `${status}, ${points}`,
  startFirst: 'Start my lab to answer',
  unknown: (id: string) => `The lab server knows no exercise named ${id}.`,
  noForm: 'This page cannot show a form for this answer.',
  cannotAsk: (label: string) => `This page cannot ask for “${label}”.`,
  characters: (count: number, most: number) => `${count} of ${counted(most, 'character', 'characters')}`,
  check: 'Check my answer',
  checking: 'Looking at your host…',
  hints: 'Hints',
  openHint: (number: number, total: number) =>
    `${number === 1 ? 'Open a hint' : 'Open the next hint'} (${number} of ${total})`,
  openCostly: (number: number, total: number, cost: number) =>
    `Open hint ${number} of ${total}, costs ${counted(cost, 'point', 'points')}`,
  hintQuestion: (number: number) => `Open hint ${number}?`,
  hintPrice: (cost: number) =>
    `It takes ${counted(cost, 'point', 'points')} from each answer that you give from now on. What you have earned by now stays.`,
  noHint: 'Try without it',
  yesHint: (cost: number) => `Open it for ${counted(cost, 'point', 'points')}`,
  taken: (points: number) => `(${points} less for hints)`,
  solution: {
    show: 'How to find the answer',
    onceRight: 'How to find the answer is shown once yours is right.',
    afterAttempts: (count: number) =>
      `How to find the answer is shown after ${counted(count, 'attempt', 'attempts')}, or once yours is right.`,
  },
  disagree: {
    open: 'I disagree',
    instructor:
      'An instructor will see this, with your answer and what the check saw. You can say it once for each attempt.',
    selfStudy:
      'On your own there is no instructor. What you write is kept with this attempt, and shown to an instructor if this lab gets one. You can say it once for each attempt.',
    reason: 'Why is your answer right?',
    send: 'Send',
    said: (at: string) => `You disagreed on ${at}.`,
    state: { open: 'Nobody has looked at it yet.' },
  },
  earlier: (count: number) => `Earlier attempts (${count})`,
  otherScenario: (seed: string) => `This was on another host, of scenario ${seed}.`,
  found: (count: number) => `What was found (${count})`,
  status: {
    correct: 'Correct',
    partial: 'Partly right',
    incorrect: 'Not yet',
    'needs-review': 'Kept for review',
    error: 'Could not look',
  },
  notCounted: 'does not count as an attempt',
  tone: { right: 'Right', wrong: 'Wrong', note: 'Note' },
  evidence: 'What was seen on your host',
  wrong: {
    chooseSome: 'Choose at least one.',
    chooseOne: 'Choose one.',
    empty: 'Fill this in.',
    cannotAsk: 'This page cannot ask for this part of the answer.',
    number: 'Give a whole number, such as 3.',
    numbers: 'Give one or more numbers, with spaces or commas between them.',
    notNumber: (word: string) => `“${word}” is not a number. Give numbers only, such as 22, 80.`,
  },
} as const;
