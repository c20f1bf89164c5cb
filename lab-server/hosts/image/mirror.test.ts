import { expect, test } from 'vitest';
import { parseSources, pickMirror } from './mirror.ts';

test('the mirror is that of the archive, not of its updates, its security suite or another distribution', () => {
  const printed = [
    'Docker|bookworm|https://docker.example/linux/debian/',
    'Debian|bookworm-updates|http://a.example/debian/',
    'Debian|bookworm-security|http://a.example/debian-security/',
    'Debian|bookworm|http://b.example/debian/',
    'Raspberry Pi Foundation|bookworm|http://pi.example/debian/',
    '',
  ].join('\n');
  expect(pickMirror(parseSources(printed))).toBe('http://b.example/debian/');
});

test('there is no mirror if apt has no Debian source', () => {
  expect(pickMirror(parseSources('Ubuntu|noble|http://u.example/ubuntu/\n'))).toBeUndefined();
});
