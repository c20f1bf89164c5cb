import { expect, test } from 'vitest';
import { z } from 'zod';
import { Framework, Port } from '../../../protocol/scenario.ts';
import { fieldsOf } from './fields.ts';

const controlsOf = (answer: z.ZodObject) =>
  fieldsOf(z.toJSONSchema(answer, { io: 'input' }), {})?.map(({ control }) => control);

test('a list of frameworks is chosen from their names', () => {
  const [control] = controlsOf(z.object({ frameworks: z.array(Framework).min(1) })) ?? [];
  expect(control).toEqual({
    kind: 'choices',
    options: [
      { value: 'docker', label: 'Docker' },
      { value: 'podman', label: 'Podman' },
      { value: 'incus', label: 'Incus' },
      { value: 'lxd', label: 'LXD' },
    ],
  });
});

test('literals with titles are chosen by their titles', () => {
  const reason = z.union([
    z.literal('a').meta({ title: 'Because' }),
    z.literal('b').meta({ title: 'Although' }),
  ]);
  expect(controlsOf(z.object({ reasons: z.array(reason) }))).toEqual([
    {
      kind: 'choices',
      options: [
        { value: 'a', label: 'Because' },
        { value: 'b', label: 'Although' },
      ],
    },
  ]);
});

test('one of several is a choice', () => {
  expect(controlsOf(z.object({ one: z.enum(['x', 'y']) }))?.[0]).toMatchObject({ kind: 'choice' });
});

test('ports are a list of numbers, a count is one number', () => {
  expect(controlsOf(z.object({ ports: z.array(Port), count: z.int().min(0) }))).toEqual([
    { kind: 'numbers', of: 'ports' },
    { kind: 'number' },
  ]);
});

test('a long text gets several lines, a short one does not', () => {
  expect(
    controlsOf(z.object({ name: z.string().max(60), sentence: z.string().max(500), any: z.string() })),
  ).toEqual([
    { kind: 'text', maxLength: 60 },
    { kind: 'prose', maxLength: 500 },
    { kind: 'text', maxLength: undefined },
  ]);
});

test('a schema that no field fits is reported as unknown', () => {
  expect(controlsOf(z.object({ deep: z.object({ a: z.string() }) }))).toEqual([{ kind: 'unknown' }]);
});

test('an empty answer has a form without fields, and an answer that is not an object has no form', () => {
  expect(controlsOf(z.strictObject({}))).toEqual([]);
  expect(fieldsOf({ type: 'string' }, {})).toBeUndefined();
});
