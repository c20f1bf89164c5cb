import { expect, test } from 'vitest';
import { type Problem, type ProblemKind, problemKinds } from '../../protocol/problem.ts';
import { askedFor, complaintsOf } from './complaints.ts';

const problem = (kind: ProblemKind, path?: string): Problem => ({
  type: `/problems/${kind}`,
  ...problemKinds[kind],
  detail: 'As the server says it.',
  ...(path ? { errors: [{ path, message: 'As the server says it.' }] } : {}),
});

test('a server that runs a class asks for its code, which is no mistake yet', () => {
  const said = problem('invalid-fields', '/code');
  expect(askedFor(said)).toEqual(['code']);
  expect(complaintsOf(said).size).toBe(0);
});

test('a name that is taken asks for the personal code', () => {
  const said = problem('name-taken', '/personalCode');
  expect(askedFor(said)).toEqual(['personalCode']);
  expect(complaintsOf(said).size).toBe(0);
});

test.each([
  ['wrong-code', 'code', 'No class has this code.'],
  ['not-on-roster', 'name', 'Nobody on the roster'],
  ['wrong-personal-code', 'personalCode', 'not the personal code'],
] as const)('%s is said at its field, in the words of the page', (kind, field, text) => {
  const complaints = complaintsOf(problem(kind, `/${field}`));
  expect([...complaints.keys()]).toEqual([field]);
  expect(complaints.get(field)?.text).toContain(text);
  expect(askedFor(problem(kind, `/${field}`))).toEqual([]);
});

test('a field with another error has the words of the server, which are in English', () => {
  expect(complaintsOf(problem('invalid-fields', '/name')).get('name')).toEqual({
    text: 'As the server says it.',
    language: 'en',
  });
});

test('a problem that concerns no field is no complaint about one', () => {
  expect(complaintsOf(problem('too-many-requests')).size).toBe(0);
});
