import { z } from 'zod';
import { words } from '../../words/now.ts';
import type { Complaint, Control, Field } from './fields.ts';
import { numberIn, numbersIn } from './numbers.ts';

/** The contents of the form, field by field: a text, or the chosen values. */
export const Draft = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
export type Draft = z.infer<typeof Draft>;

export interface ReadDraft {
  /** The answer without the fields that are wrong. */
  answer: Record<string, unknown>;
  /** The errors, by field. */
  wrong: Map<string, Complaint>;
}

/** Makes the answer from the contents of the form, or says what is wrong with it. */
export function readDraft(draft: Draft, fields: readonly Field[]): ReadDraft {
  const answer: Record<string, unknown> = {};
  const wrong = new Map<string, Complaint>();
  for (const { name, control } of fields) {
    const read = readField(draft[name], control);
    if ('wrong' in read) wrong.set(name, { text: read.wrong });
    else answer[name] = read.value;
  }
  return { answer, wrong };
}

/** The contents of the form for an earlier answer. */
export function draftOf(answer: unknown, fields: readonly Field[]): Draft {
  const read = z.record(z.string(), z.unknown()).safeParse(answer);
  const draft: Draft = {};
  if (!read.success) return draft;
  for (const { name, control } of fields) {
    const value = read.data[name];
    if (Array.isArray(value)) {
      const texts = value.map(String);
      draft[name] = control.kind === 'numbers' ? texts.join(', ') : texts;
    } else if (value !== undefined) draft[name] = String(value);
  }
  return draft;
}

type ReadField = { value: unknown } | { wrong: string };

function readField(entry: string | string[] | undefined, control: Control): ReadField {
  const text = typeof entry === 'string' ? entry.trim() : '';
  const { wrong } = words.exercise;
  switch (control.kind) {
    case 'choices':
      return Array.isArray(entry) && entry.length > 0 ? { value: entry } : { wrong: wrong.chooseSome };
    case 'choice':
      return text ? { value: text } : { wrong: wrong.chooseOne };
    case 'numbers':
      return numbers(text, control.of);
    case 'number':
      return readNumber(text);
    case 'text':
    case 'prose':
      return text ? { value: text } : { wrong: wrong.empty };
    case 'unknown':
      return { wrong: wrong.cannotAsk };
  }
}

function readNumber(text: string): ReadField {
  const value = numberIn(text);
  return value === undefined ? { wrong: words.exercise.wrong.number } : { value };
}

function numbers(text: string, of: 'ports' | 'anything'): ReadField {
  const { wrong } = words.exercise;
  const { value, unread } = numbersIn(text, of);
  if (unread !== undefined) return { wrong: wrong.notNumber(unread) };
  return value.length > 0 ? { value } : { wrong: wrong.numbers };
}
