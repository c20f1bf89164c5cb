import type { Act } from '../../../protocol/class.ts';
import { counted } from '../count.ts';

type Gone = NonNullable<Act['gone']>;

export const classroom = {
  bar: (name: string) => `Class ${name}`,
  due: (at: string) => `Due ${at}`,
  wasDue: (at: string) => `Was due ${at}`,
  late: {
    refused: 'no answers after that',
    deducted: (percent: number) => `late answers lose ${percent} % a day`,
  },
  exam: {
    name: 'Exam',
    before: (at: string) => `begins ${at}`,
    during: (at: string) => `until ${at}`,
    after: (at: string) => `ended ${at}`,
    released: 'results are shown',
    attempts: (count: number) => `${counted(count, 'attempt', 'attempts')} each`,
  },
  timer: {
    title: 'Timer',
    over: 'Time is up',
    lastMinute: 'One minute left',
  },
  hand: {
    raise: 'Raise hand',
    isUp: 'Hand is up',
    about: 'What is it about?',
    optional: 'You can leave this empty.',
    upSince: (time: string) => `Your hand has been up since ${time}. An instructor sees it.`,
    save: 'Save',
    lower: 'Lower hand',
    lowered: 'Your hand is down.',
  },
  messages: {
    title: 'Messages',
    fresh: (count: number) => `${count} new`,
    none: 'Nothing was written yet.',
    from: (name: string) => `From ${name}`,
    toAll: 'to everyone',
    toYou: 'to you',
    said: (name: string, text: string) => `Message from ${name}: ${text}`,
    dismiss: (name: string) => `Put away the message from ${name}`,
    more: (count: number) => `${count} more in Messages`,
    run: 'Run in terminal',
  },
  acts: {
    title: 'for you',
    said: (name: string, text: string) => `From ${name}: ${text}`,
    things: ({ host, terminals, attempts, hints, notes }: Gone) =>
      [
        host && 'your lab host',
        !host && terminals > 0 && counted(terminals, 'terminal', 'terminals'),
        attempts > 0 && counted(attempts, 'attempt', 'attempts'),
        hints > 0 && counted(hints, 'opened hint', 'opened hints'),
        notes > 0 && counted(notes, 'note', 'notes'),
      ]
        .filter(Boolean)
        .join(', ') || 'nothing, since there was nothing',
    reset: (things: string) => `Reset: ${things}.`,
    undone: (things: string) => `Brought back: ${things}.`,
    checkpoint: (title: string) =>
      `Your lab host was made anew${title && `, with every task up to “${title}” done on it`}. What was on it is gone; your marks stay.`,
    copied: 'Your instructor has made a copy of your lab host, to look at it as it is. Yours stays as it is.',
    replaced: 'Your instructor has put a copy of another lab host in the place of yours.',
    given:
      'Your instructor has given you a lab host in the place of yours. What was on yours is gone; your answers and marks stay.',
    freed:
      'The place of your lab host was given to somebody else. What was on it is gone; your answers and notes stay.',
    hint: (title: string) => `A hint for “${title}” was opened for you. It costs nothing.`,
    override: (title: string, points: number) =>
      `“${title}” was set to ${counted(points, 'point', 'points')}.`,
    takenBack: (title: string) =>
      `The points by hand for “${title}” were taken back. Your attempts count again.`,
    review: (title: string, points: number) =>
      `Your answer to “${title}” was looked at: ${counted(points, 'point', 'points')}.`,
    recheck: (title: string, points: number) =>
      `Your answer to “${title}” was checked again: ${counted(points, 'point', 'points')}.`,
    why: (comment: string) => `“${comment}”`,
    undoUntil: (time: string) =>
      `Attempts, hints and notes can be brought back until ${time}: raise your hand.`,
  },
  watched: (names: string) => `${names} is watching`,
  watchedBy: (names: string, terminal: string | undefined) =>
    `${names} is watching ${terminal === undefined ? 'your terminal' : `“${terminal}”`}`,
  control: {
    title: 'Typing into your terminal',
    asks: (name: string, terminal: string | undefined) =>
      `${name} asks to type into ${terminal === undefined ? 'your terminal' : `“${terminal}”`}.`,
    seesAll: 'You see all that is typed, and can take it back at any time.',
    allow: 'Allow',
    no: 'No',
    granted: (name: string, terminal: string | undefined) =>
      `${name} can type into ${terminal === undefined ? 'your terminal' : `“${terminal}”`}.`,
    takeBack: 'Take back',
  },
  paused: {
    title: 'Eyes front',
    text: 'Your instructor has paused the terminals. What you type is kept and reaches them when they go on; nothing that runs is lost.',
    over: 'The terminals go on.',
  },
  waiting: {
    title: 'Waiting to be let in',
    text: (name: string, group: string) =>
      `Your instructor sees that ${name} wants to join “${group}”, and lets you in. This page goes on by itself then.`,
    first: 'You can answer once you are let in.',
  },
  personalCode: {
    title: (group: string) => `You have joined “${group}”`,
    asked: (group: string) => `You ask to join “${group}”`,
    text: 'This is your personal code. Write it down: with your name it lets you in again from another device.',
    label: 'Personal code',
    copy: 'Copy',
    copied: 'Copied',
    again: 'You find it again under your name, at the top of the page.',
    goOn: 'Go on',
  },
  menu: {
    of: (name: string) => `Menu of ${name}`,
    marks: 'Exercises and marks',
    recordings: 'Recordings',
    inClass: 'Class',
    leave: 'Somebody else at this computer',
    leaving: {
      title: 'Leave this browser to somebody else?',
      text: (name: string) => `All that ${name} has done is kept. With the name and this code you come back:`,
      noCode: 'You joined before there were personal codes, and could not come back. Use another browser.',
      go: 'Leave',
      stay: 'Go on here',
    },
  },
} as const;
