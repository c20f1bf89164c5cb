import { expect, test } from 'vitest';
import type { ClassView } from '../../protocol/class.ts';
import { newsOf } from './news.ts';

const quiet: ClassView = {
  name: 'Networks',
  instructors: ['Grace'],
  paused: false,
  timer: null,
  counts: 'best',
  due: null,
  late: { kind: 'accepted' },
  exam: null,
  recorded: true,
  closedChapters: [],
  closedExercises: [],
  hand: null,
  messages: [],
  acts: [],
  watched: [],
  control: null,
};
const message = (id: number, text: string) => ({
  id,
  from: 'Grace',
  text,
  command: null,
  toAll: true,
  at: '2026-11-26T12:00:00Z',
});

test('new messages are announced in the order they were written, and known ones are not', () => {
  const before = { ...quiet, messages: [message(1, 'Welcome.')] };
  const now = {
    ...quiet,
    messages: [message(3, 'Then that.'), message(2, 'First this.'), message(1, 'Welcome.')],
  };
  expect(newsOf(before, now)).toBe('Message from Grace: First this. Message from Grace: Then that.');
});

test('what an instructor did to the lab is announced, with the way back', () => {
  const act: ClassView['acts'][number] = {
    id: 4,
    by: 'Grace',
    at: new Date().toISOString(),
    what: 'reset',
    exercise: null,
    points: null,
    comment: '',
    gone: { host: true, terminals: 2, attempts: 1, hints: 0, notes: 0 },
    undoUntil: new Date(Date.now() + 60_000).toISOString(),
  };
  const said = newsOf(quiet, { ...quiet, acts: [act] });
  expect(said).toMatch(
    /^From Grace: Reset: your lab host, 1 attempt\. .*brought back until .*: raise your hand\.$/,
  );
  const late = { ...act, undoUntil: '2026-11-26T12:00:00Z' };
  expect(newsOf(quiet, { ...quiet, acts: [late] })).toBe('From Grace: Reset: your lab host, 1 attempt.');
});

test('a pause is announced when it begins and when it ends', () => {
  expect(newsOf(quiet, { ...quiet, paused: true })).toMatch(/^Eyes front\./);
  expect(newsOf({ ...quiet, paused: true }, quiet)).toBe('The terminals go on.');
});

test('a hand that an instructor lowers is announced', () => {
  const hand = { raisedAt: '2026-11-26T12:00:00Z', about: null };
  expect(newsOf({ ...quiet, hand }, quiet)).toBe('Your hand is down.');
  expect(newsOf(quiet, { ...quiet, hand })).toBeUndefined();
});

test('changes that are only seen are not announced', () => {
  expect(newsOf(quiet, { ...quiet, due: '2026-12-01T12:00:00Z' })).toBeUndefined();
});
