import type { VerdictStatus } from '../../../protocol/verdict.ts';
import { counted } from '../count.ts';

const seen: Record<VerdictStatus, string> = {
  correct: 'done',
  partial: 'a part of it is done',
  incorrect: 'not yet',
  'needs-review': 'this needs a person to look',
  error: 'it could not look',
};

export const exercise = {
  title: 'Exercises',
  description: 'All questions and tasks, with your marks.',
  lead: (count: number, points: number) =>
    `${counted(count, 'exercise', 'exercises')} on your lab host, ${counted(points, 'point', 'points')} in all.`,
  counts: { best: 'The best attempt of each counts.', last: 'The last attempt of each counts.' },
  marksNeedScript: 'Your marks are shown when JavaScript is on.',
  answerNeedsScript: 'Answering needs JavaScript: your answer is checked on your lab host.',
  points: (count: number) => counted(count, 'point', 'points'),
  pointsOf: (earned: number, possible: number) => `${earned} of ${counted(possible, 'point', 'points')}`,
  /** Questions ask about the host, labs change it. */
  kind: { question: 'Question', lab: 'Lab' },
  progress: {
    done: 'Done',
    begun: 'Begun',
    open: 'Open',
    closed: 'Closed',
    kept: 'Kept',
    'other-host': 'Not on your host',
    'none-left': 'No attempts left',
  },
  nextExercise: 'Next:',
  nextChapter: 'Next chapter:',
  allDone: 'That was the last one. See all exercises',
  startFirst: 'Start my lab to answer',
  unknown: (id: string) => `The lab server knows no exercise named ${id}.`,
  noForm: 'This page cannot show a form for this answer.',
  cannotAsk: (label: string) => `This page cannot ask for “${label}”.`,
  characters: (count: number, most: number) => `${count} of ${counted(most, 'character', 'characters')}`,
  check: 'Check my answer',
  checkNow: 'Check now',
  checking: 'Looking at your host…',
  start: {
    due: 'This exercise prepares your lab host first. A reset makes the host as it was.',
    made: 'Your lab host is prepared. After a reset it has to be prepared again.',
    begin: 'Set it up',
    doing: 'Preparing your host…',
  },
  watch: {
    says: 'Marks itself: it looks at your lab host whenever something changes there.',
    parts: 'What of it is there',
    right: 'Done',
    wrong: 'Not yet',
    note: 'Note',
    last: (time: string, status: VerdictStatus) => `Last look ${time}: ${seen[status]}.`,
  },
  hostIsAnswer: 'The state of the host was the answer.',
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
  late: (points: number) => `(${points} less for lateness)`,
  held: 'Kept',
  heldText: 'Your answer is kept. What came of it is shown once your instructor releases it.',
  closedText: 'Your instructor has closed this exercise for now. What you have earned stays.',
  examBefore: (at: string) => `The exam begins ${at}. Answers are taken from then on.`,
  examAfter: (at: string) => `The exam ended ${at}. It takes no more answers.`,
  attemptsLeft: (count: number) => `${counted(count, 'attempt', 'attempts')} left`,
  noneLeft: 'You have used your attempts at this exercise. Your last answer stands.',
  otherHost:
    'This exercise needs what your lab host does not have: not all run the same containers, and one that all share is not to be changed. Go on with the next.',
  noHelp: 'In the exam there are no hints and no solution.',
  reviewed: (name: string, points: string) => `${name} gave ${points}`,
  setByHand: (points: string) => `Your instructor set this to ${points}`,
  byHand: 'set by your instructor',
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
    answered: (name: string, at: string) => `${name} on ${at}`,
    state: {
      open: 'Nobody has looked at it yet.',
      accepted: 'An instructor agrees with you.',
      partly: 'An instructor agrees with you in part.',
      rejected: 'An instructor stays with the verdict.',
    },
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
  /** In place of “kept for review” where there is nobody to do it. */
  compare: 'Compare it yourself',
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
    notNumber: (word: string) =>
      `“${word}” is not a number. Give numbers with spaces or commas between, or paste what the command printed.`,
  },
} as const;
