import { z } from 'zod';
import type { FormField } from '../../../protocol/exercise.ts';
import { Framework, frameworkName } from '../../../protocol/scenario.ts';

export interface Option {
  value: string;
  label: string;
}

/** The field that asks for one part of an answer. */
export type Control =
  | { kind: 'choices'; options: Option[] }
  | { kind: 'choice'; options: Option[] }
  | { kind: 'numbers'; of: 'ports' | 'anything' }
  | { kind: 'number' }
  | { kind: 'text'; maxLength: number | undefined }
  | { kind: 'prose'; maxLength: number }
  | { kind: 'unknown' };

export type FieldWords = z.infer<typeof FormField>;

export interface Field {
  name: string;
  words: FieldWords;
  control: Control;
}

/** The error of a field. The lab server's own text is in English, whatever the page's language. */
export interface Complaint {
  text: string;
  language?: 'en';
}

/** A text of this length or more is prose and gets several lines. A host name may have 253 characters. */
const PROSE = 256;
const LAST_PORT = 65_535;

/** The part of JSON Schema that the schemas of answers use. */
const Schema = z.object({
  $ref: z.string().optional(),
  type: z.string().optional(),
  format: z.string().optional(),
  enum: z.array(z.string()).optional(),
  anyOf: z.array(z.object({ const: z.string(), title: z.string().optional() })).optional(),
  oneOf: z.array(z.object({ const: z.string(), title: z.string().optional() })).optional(),
  items: z.unknown().optional(),
  maximum: z.number().optional(),
  maxLength: z.number().optional(),
});
type Schema = z.infer<typeof Schema>;

const Answer = z.object({
  properties: z.record(z.string(), z.unknown()),
  $defs: z.record(z.string(), z.unknown()).optional(),
});

/**
 * The fields of an answer's form, in the order of its JSON Schema: none when the answer is an empty object. Undefined when the
 * schema is not of an object, so that no form can be made.
 */
export function fieldsOf(answer: unknown, form: Record<string, FieldWords>): Field[] | undefined {
  const read = Answer.safeParse(answer);
  if (!read.success) return undefined;
  const { properties, $defs = {} } = read.data;
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    words: form[name] ?? { label: name },
    control: controlOf(schema, $defs),
  }));
}

function controlOf(raw: unknown, defs: Record<string, unknown>): Control {
  const schema = resolve(raw, defs);
  const options = optionsOf(schema);
  if (options) return { kind: 'choice', options };
  if (schema.type === 'array') {
    const items = resolve(schema.items, defs);
    const choices = optionsOf(items);
    if (choices) return { kind: 'choices', options: choices };
    return items.type === 'integer'
      ? { kind: 'numbers', of: items.format === 'port' || items.maximum === LAST_PORT ? 'ports' : 'anything' }
      : { kind: 'unknown' };
  }
  if (schema.type === 'integer') return { kind: 'number' };
  if (schema.type !== 'string') return { kind: 'unknown' };
  const { maxLength } = schema;
  return maxLength !== undefined && maxLength > PROSE
    ? { kind: 'prose', maxLength }
    : { kind: 'text', maxLength };
}

function resolve(raw: unknown, defs: Record<string, unknown>): Schema {
  const read = Schema.safeParse(raw);
  if (!read.success) return {};
  const name = /^#\/\$defs\/(.+)$/.exec(read.data.$ref ?? '')?.[1];
  return name === undefined ? read.data : resolve(defs[name], {});
}

function optionsOf({ enum: values, anyOf, oneOf }: Schema): Option[] | undefined {
  const titled = anyOf ?? oneOf;
  if (titled) return titled.map((option) => ({ value: option.const, label: option.title ?? option.const }));
  return values?.map((value) => ({ value, label: labelOf(value) }));
}

/** Names of frameworks are spelled as their own projects spell them. */
function labelOf(value: string): string {
  const framework = Framework.safeParse(value);
  return framework.success ? frameworkName[framework.data] : value;
}
