import { expect, test } from 'vitest';
import { z } from 'zod';
import { Framework, Port } from '../../../protocol/scenario.ts';
import { fieldsOf } from './fields.ts';
import { inLines, inWords } from './in-words.ts';

const reason = z.union([
  z.literal('a').meta({ title: 'Because' }),
  z.literal('b').meta({ title: 'Although' }),
]);
const fields = fieldsOf(
  z.toJSONSchema(
    z.object({
      systems: z.array(Framework),
      reasons: z.array(reason),
      ports: z.array(Port),
      name: z.string(),
    }),
    { io: 'input' },
  ),
  { systems: { label: 'Container systems' }, reasons: { label: 'Reasons' }, ports: { label: 'Open ports' } },
);

test('an answer is shown in the words of its form', () => {
  const answer = { systems: ['docker', 'lxd'], reasons: ['b', 'a'], ports: [22, 8080], name: 'whale' };
  expect(inWords(answer, fields)).toEqual([
    { label: 'Container systems', values: ['Docker', 'LXD'] },
    { label: 'Reasons', values: ['Although', 'Because'] },
    { label: 'Open ports', values: ['22', '8080'] },
    { label: 'name', values: ['whale'] },
  ]);
});

test('a value that the form no longer knows is shown as it was given, and a missing value is not shown', () => {
  expect(inWords({ systems: ['rkt'], ports: [] }, fields)).toEqual([
    { label: 'Container systems', values: ['rkt'] },
    { label: 'Open ports', values: [] },
  ]);
  expect(inWords('nothing of the kind', fields)).toEqual([]);
});

test('sentences stand in lines of their own, and end once; short values share a line', () => {
  expect(inLines(['There is no NAT.', 'There are enough addresses.'])).toEqual([
    'There is no NAT.',
    'There are enough addresses.',
  ]);
  expect(inLines(['8080', '8888'])).toEqual(['8080, 8888']);
  expect(inLines([])).toEqual(['–']);
});
