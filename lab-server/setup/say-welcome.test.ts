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

test('in a container the address of learners is not known, and it says how it would be', () => {
  const group = { name: 'Networks', code: 'ABC-DEF' };
  const inContainer = { host: '0.0.0.0', port: 8080, around: { machine: ['172.17.0.1'] } };
  const said = sayWelcome(inContainer, { ...welcome, class: group }, false);
  expect(said).toMatch(/Open http:\/\/127\.0\.0\.1:8080\/ [\s\S]*ABC-DEF[\s\S]*PUBLIC_URL/);
  expect(said).not.toContain('learners open');
  const known = sayWelcome(
    { ...inContainer, publicUrl: 'http://192.168.1.20:8080' },
    { ...welcome, class: group },
    false,
  );
  expect(known).toContain('learners open http://192.168.1.20:8080/');
});

test('output counts as the journal if systemd says so of this very stream', () => {
  expect(isJournal(undefined)).toBe(false);
  expect(isJournal('8:12345')).toBe(false);
});
