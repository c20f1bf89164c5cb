import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { CheckKind } from './contract.ts';

const FOLDER = path.join(import.meta.dirname, 'kinds');

/** Every kind of check by its name, which is the name of its file. A new kind is a new file, and nothing else changes. */
export const checkKinds: ReadonlyMap<string, CheckKind> = new Map(
  await Promise.all(
    readdirSync(FOLDER)
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .sort()
      .map(async (name) => {
        const { default: kind } = await import(
          /* @vite-ignore */ pathToFileURL(path.join(FOLDER, name)).href
        );
        return [name.replace(/\.ts$/, ''), kind as CheckKind] as const;
      }),
  ),
);

/** What may stand beside a check's kind. */
const Common = {
  id: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .max(60)
    .optional()
    .describe("The finding's stable name; the kind and the check's number when left out."),
  weight: z
    .number()
    .min(0)
    .max(100)
    .default(1)
    .describe(
      'Its share of the points; 0 for what is so from the start and has to stay so. Where that fails, it takes as much as another of weight 1.',
    ),
  pass: z.string().max(500).optional().describe('What is said when it holds.'),
  fail: z
    .string()
    .max(500)
    .optional()
    .describe(
      'What is said when it does not; never gives the answer away. Has to be true of whatever is there instead, which the check names after it.',
    ),
  within: z
    .number()
    .min(0.5)
    .max(15)
    .optional()
    .describe(
      'Seconds in which it may still come to hold: it is looked at again until then, or for two seconds once a check without it does not hold.',
    ),
};

const kindFields = Object.fromEntries(
  [...checkKinds].map(([name, { params, about }]) => [name, params.optional().describe(about)]),
);

/** One entry of exercise.yaml's `checks`: one kind with its parameters, and what may stand beside it. */
export const CheckEntry = z
  .strictObject({ ...kindFields, ...Common })
  .refine((entry) => kindsIn(entry).length === 1, {
    error: `A check has one kind: ${[...checkKinds.keys()].join(', ')}.`,
  });
export type CheckEntry = z.infer<typeof CheckEntry>;

/** The one kind an entry has, and its parameters. */
export function kindOf(entry: CheckEntry): {
  name: string;
  kind: CheckKind;
  params: Record<string, unknown>;
} {
  const [name = ''] = kindsIn(entry);
  const kind = checkKinds.get(name);
  if (!kind) throw new Error(`There is no check named ${name}.`);
  return { name, kind, params: (entry as unknown as Record<string, Record<string, unknown>>)[name] ?? {} };
}

const kindsIn = (entry: object): string[] =>
  Object.entries(entry).flatMap(([name, value]) =>
    checkKinds.has(name) && value !== undefined ? [name] : [],
  );
