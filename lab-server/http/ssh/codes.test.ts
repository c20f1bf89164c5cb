import { expect, test } from 'vitest';
import { SshCodes } from './codes.ts';

test('a code lets in once, however it is typed, and only its learner', () => {
  const codes = new SshCodes();
  const { code } = codes.make('ada');
  codes.make('bob');
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  expect(codes.take('bob', code)).toBe(false);
  expect(codes.take('ada', code.toLowerCase().replace('-', ' '))).toBe(true);
  expect(codes.take('ada', code)).toBe(false);
});

test('a new code takes the place of the one before', () => {
  const codes = new SshCodes();
  const [{ code: first }, { code: second }] = [codes.make('ada'), codes.make('ada')];
  expect(codes.take('ada', first)).toBe(false);
  expect(codes.take('ada', second)).toBe(true);
});

test('a code is void after ten minutes, and after ten wrong tries', () => {
  let now = 0;
  const codes = new SshCodes(() => now);
  const { code, expiresAt } = codes.make('ada');
  expect(expiresAt).toBe(new Date(600_000).toISOString());
  now = 600_000;
  expect(codes.take('ada', code)).toBe(false);
  const { code: next } = codes.make('ada');
  for (let tried = 0; tried < 11; tried++) expect(codes.take('ada', 'WRONG')).toBe(false);
  expect(codes.take('ada', next)).toBe(false);
  const { code: third } = codes.make('ada');
  for (let tried = 0; tried < 10; tried++) codes.take('ada', 'WRONG');
  expect(codes.take('ada', third)).toBe(true);
});
