import type { AuditEntry } from '../../../protocol/desk/grades.ts';
import { desk } from '../../words/desk-now.ts';
import { dayAndTime, number } from '../../words/format.ts';
import { words } from '../../words/now.ts';

/** The titles of what an entry names by its id. */
export interface Titles {
  exercises: ReadonlyMap<string, string>;
  chapters: ReadonlyMap<string, string>;
}

/** Parts of an entry that mean nothing to a reader. */
const INTERNAL = new Set(['attempt', 'seed', 'learner', 'familyName']);
const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** Parts whose text is the id of an exercise. */
const EXERCISES = new Set(['exercise', 'closedExercises', 'checkpoint']);
/** Entries that count everything that could have gone. */
const COUNTING = new Set(['learner.reset', 'learner.reset-undone']);

/** What was done, in words. One that has none yet is at least no key. */
export const actionInWords = (action: string): string => desk.audit.actions[action] ?? spaced(action);

/** The person who did it. */
export const doerInWords = (by: string): string => desk.audit.doers[by] ?? by;

/** What was there before and what is there now; of things with many parts, those that changed. */
export function changeInWords(
  { action, before, after }: Pick<AuditEntry, 'action' | 'before' | 'after'>,
  titles: Titles,
): { was: string; is: string } {
  const [was, is] =
    isParts(before) && isParts(after) ? differing(before, after) : [before, counts(action, after)];
  const about = action.slice(action.indexOf('.') + 1);
  return { was: said(was, about, titles), is: said(is, about, titles) };
}

type Parts = Record<string, unknown>;
const isParts = (value: unknown): value is Parts =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function counts(action: string, after: unknown): unknown {
  if (!COUNTING.has(action) || !isParts(after)) return after;
  return Object.fromEntries(Object.entries(after).filter(([, count]) => Boolean(count)));
}

function differing(before: Parts, after: Parts): [Parts, Parts] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => name === 'exercise' || JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  // What both name, such as the exercise, is said once.
  const of = (parts: Parts, isFirst: boolean): Parts =>
    Object.fromEntries(
      names
        .filter(
          (name) =>
            name in parts && (isFirst || JSON.stringify(before[name]) !== JSON.stringify(after[name])),
        )
        .map((name) => [name, parts[name]]),
    );
  return [of(before, true), of(after, false)];
}

/** @param about the name of the part that has this value. */
function said(value: unknown, about: string, titles: Titles): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? desk.audit.yes : desk.audit.no;
  if (typeof value === 'number') return number(value);
  if (typeof value === 'string') return saidText(value, about, titles);
  if (Array.isArray(value)) {
    return value.map((one) => said(one, about, titles)).join(', ') || desk.audit.none;
  }
  return Object.entries(value as Parts)
    .flatMap(([name, part]) => {
      const text = INTERNAL.has(name) ? '' : said(part, name, titles);
      if (text === '') return [];
      return name === 'exercise'
        ? [text]
        : [`${partInWords(name, titles)}: ${isParts(part) ? `(${text})` : text}`];
    })
    .join(', ');
}

function saidText(text: string, about: string, { exercises, chapters }: Titles): string {
  if (MOMENT.test(text)) return dayAndTime(text);
  // The id of a class; which one is not known here, and that it is another the entry says already.
  if (about === 'class') return '';
  if (about === 'closedChapters') return chapters.get(text) ?? text;
  if (EXERCISES.has(about)) return exercises.get(text) ?? text;
  if (about === 'status') return (words.exercise.status as Record<string, string>)[text] ?? text;
  return desk.audit.values[`${about}: ${text}`] ?? text;
}

const partInWords = (name: string, { exercises }: Titles): string =>
  exercises.get(name) ?? desk.audit.parts[name] ?? spaced(name);

/** A name of the program as words: grade.override, keepDays. */
const spaced = (name: string): string =>
  name
    .replaceAll(/[.\-_]+/g, ' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
