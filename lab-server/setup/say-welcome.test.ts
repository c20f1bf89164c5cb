import { expect, test } from 'vitest';
import { isJournal, sayWelcome } from './say-welcome.ts';

const listening = { host: '127.0.0.1', port: 8080 };
const welcome = { class: null, deskPath: '/desk/#one-time' };

test('somebody who starts it by hand gets a link that signs in', () => {
  expect(sayWelcome(listening, welcome, false)).toMatch(
    /Open http:\/\/127\.0\.0\.1:8080\/ [\s\S]*\/desk\/#one-time/,
  );
});

test('a journal gets no link, since others may read it', () => {
  const said = sayWelcome(listening, welcome, true);
  expect(said).toMatch(/Serving http:\/\/127\.0\.0\.1:8080\/[\s\S]*sign-in/);
  expect(said).not.toContain('one-time');
});

test('output counts as the journal if systemd says so of this very stream', () => {
  expect(isJournal(undefined)).toBe(false);
  expect(isJournal('8:12345')).toBe(false);
});
