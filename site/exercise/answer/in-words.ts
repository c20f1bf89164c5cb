import { z } from 'zod';
import type { Field, Option } from './fields.ts';

/** One part of an answer: the label of its field, and the value. */
export interface Said {
  label: string;
  values: string[];
}

/** An answer in the words of its form: choices by their labels, the rest as it was given. */
export function inWords(answer: unknown, fields: readonly Field[] = []): Said[] {
  const read = z.record(z.string(), z.unknown()).safeParse(answer);
  if (!read.success) return [];
  return fields.flatMap(({ name, words, control }) => {
    const value = read.data[name];
    if (value === undefined) return [];
    const options = 'options' in control ? control.options : [];
    return { label: words.label, values: [value].flat().map((one) => labelOf(one, options)) };
  });
}

/** The lines of a part of an answer: each sentence has its own, short values share one. */
export function inLines(values: readonly string[]): string[] {
  const areSentences = values.length > 1 && values.some((value) => /[.!?]$/.test(value));
  return areSentences ? [...values] : [values.join(', ') || '–'];
}

function labelOf(value: unknown, options: readonly Option[]): string {
  const given = typeof value === 'string' ? value : JSON.stringify(value);
  return options.find((option) => option.value === given)?.label ?? given;
}
