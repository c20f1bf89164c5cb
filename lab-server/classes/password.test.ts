import { expect, test } from 'vitest';
import { hashPassword, isPassword } from './password.ts';

test('a hash matches its password and no other, and each hash has its own salt', async () => {
  const [one, two] = [await hashPassword('correct horse'), await hashPassword('correct horse')];
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(one).not.toBe(two);
  expect(await isPassword('correct horse', one)).toBe(true);
  expect(await isPassword('correct horsf', one)).toBe(false);
  expect(await isPassword('', one)).toBe(false);
  expect(await isPassword('correct horse', null)).toBe(false);
});

test('letters match however they are composed', async () => {
  expect(await isPassword('Stra\u00dfe \u00fcber', await hashPassword('Stra\u00dfe u\u0308ber'))).toBe(true);
});
