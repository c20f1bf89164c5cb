import { z } from 'zod';
import type { Control, Field } from './fields.ts';

/** What stands in the form, field by field: a text, or the values chosen. */
export const Draft = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
export type Draft = z.infer<typeof Draft>;

export interface ReadDraft {
  /** The answer; fields that are wrong are left out. */
  answer: Record<string, unknown>;
  /** What is wrong with it, by field. */
  wrong: Map<string, string>;
}

/** Makes the answer of what stands in the form, or says what is wrong with it. */
export function readDraft(draft: Draft, fields: readonly Field[]): ReadDraft {
  const answer: Record<string, unknown> = {};
  const wrong = new Map<string, string>();
  for (const { name, control } of fields) {
    const read = readField(draft[name], control);
    if ('wrong' in read) wrong.set(name, read.wrong);
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
  switch (control.kind) {
    case 'choices':
      return Array.isArray(entry) && entry.length > 0 ? { value: entry } : { wrong: 'Choose at least one.' };
    case 'choice':
      return text ? { value: text } : { wrong: 'Choose one.' };
    case 'numbers':
      return readNumbers(text);
    case 'number':
      return readNumber(text);
    case 'text':
    case 'prose':
      return text ? { value: text } : { wrong: 'Fill this in.' };
    case 'unknown':
      return { wrong: 'This page cannot ask for this part of the answer.' };
  }
}

function readNumber(text: string): ReadField {
  return /^\d{1,9}$/.test(text) ? { value: Number(text) } : { wrong: 'Give a whole number, such as 3.' };
}

function readNumbers(text: string): ReadField {
  const words = text.split(/[\s,;]+/).filter(Boolean);
  if (words.length === 0) return { wrong: 'Give one or more numbers, with spaces or commas between them.' };
  const odd = words.find((word) => !/^\d{1,9}$/.test(word));
  if (odd !== undefined) return { wrong: `“${odd}” is not a number. Give numbers only, such as 22, 80.` };
  return { value: [...new Set(words.map(Number))] };
}
