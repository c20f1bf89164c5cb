import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draftOf, readDraft } from './draft.ts';
import type { Control, Field } from './fields.ts';

const field = (control: Control): Field[] => [{ name: 'it', words: { label: 'It' }, control }];
const read = (control: Control, it: string | string[] | undefined) =>
  readDraft(it === undefined ? {} : { it }, field(control));

test.each(['22 80', '22,80', ' 22, 80 ', '22;80', '22\n80 22'])('%j is the ports 22 and 80', (text) => {
  expect(read({ kind: 'numbers', of: 'ports' }, text).answer).toEqual({ it: [22, 80] });
});

test('a text that is not a number is named', () => {
  expect(read({ kind: 'numbers', of: 'ports' }, '22, http').wrong.get('it')?.text).toContain('“http”');
  expect(read({ kind: 'numbers', of: 'ports' }, '-1').wrong.get('it')?.text).toContain('“-1”');
  expect(read({ kind: 'number' }, '3.5').wrong.has('it')).toBe(true);
});

test('an empty field is reported at the field and not sent', () => {
  const kinds: Control[] = [
    { kind: 'choices', options: [] },
    { kind: 'choice', options: [] },
    { kind: 'numbers', of: 'ports' },
    { kind: 'number' },
    { kind: 'text', maxLength: undefined },
    { kind: 'prose', maxLength: 300 },
    { kind: 'unknown' },
  ];
  for (const kind of kinds) {
    expect(read(kind, undefined).wrong.has('it')).toBe(true);
    expect(read(kind, '  ').answer).toEqual({});
  }
});

test('any list of ports comes back from the form as it was', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 65_535 }), { minLength: 1 }), (ports) => {
      const fields = field({ kind: 'numbers', of: 'ports' });
      expect(readDraft(draftOf({ it: ports }, fields), fields).answer).toEqual({ it: ports });
    }),
  );
});
