import { z } from 'zod';
import { words } from '../words/now.ts';
import type { Complaint, Control, Field } from './fields.ts';

/** What stands in the form, field by field: a text, or the values chosen. */
export const Draft = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
export type Draft = z.infer<typeof Draft>;

export interface ReadDraft {
  /** The answer; fields that are wrong are left out. */
  answer: Record<string, unknown>;
  /** What is wrong with it, by field. */
  wrong: Map<string, Complaint>;
}

/** Makes the answer of what stands in the form, or says what is wrong with it. */
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

/** What to put in the form for an answer given before. */
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
      return readNumbers(text);
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
  return /^\d{1,9}$/.test(text) ? { value: Number(text) } : { wrong: words.exercise.wrong.number };
}

function readNumbers(text: string): ReadField {
  const { wrong } = words.exercise;
  const entries = text.split(/[\s,;]+/).filter(Boolean);
  if (entries.length === 0) return { wrong: wrong.numbers };
  const odd = entries.find((entry) => !/^\d{1,9}$/.test(entry));
  if (odd !== undefined) return { wrong: wrong.notNumber(odd) };
  return { value: [...new Set(entries.map(Number))] };
}
