import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../testing/temporary.ts';
import { newHostKey, publicHalf, readPublicKey } from './public-key.ts';

/** A key of OpenSSH's own making: the line of its .pub file, and its fingerprint. */
function made(type: string, bits: string) {
  const file = path.join(temporaryFolder(), 'id');
  execFileSync('ssh-keygen', ['-q', '-t', type, '-b', bits, '-N', '', '-C', 'ada@laptop', '-f', file]);
  const [, fingerprint] = execFileSync('ssh-keygen', ['-l', '-f', `${file}.pub`])
    .toString()
    .split(' ');
  return { line: readFileSync(`${file}.pub`, 'utf8'), secret: readFileSync(file, 'utf8'), fingerprint };
}

test.each([
  ['ed25519', '256', 'ssh-ed25519'],
  ['ecdsa', '384', 'ecdsa-sha2-nistp384'],
  ['rsa', '4096', 'ssh-rsa'],
])('reads an %s key of %s bits as ssh-keygen does', (kind, bits, type) => {
  const { line, fingerprint } = made(kind, bits);
  const [, base64] = line.split(' ');
  expect(readPublicKey(`\n  ${line}\n`)).toEqual({
    fingerprint,
    type,
    key: `${type} ${base64}`,
    comment: 'ada@laptop',
  });
});

test('options, other lines, and what is no key are refused, with the way out', () => {
  const { line, secret } = made('ed25519', '256');
  const [type, base64 = ''] = line.split(' ');
  expect(() => readPublicKey(secret)).toThrow(/private key, which nobody else may have/);
  expect(() => readPublicKey(`command="sh" ${line}`)).toThrow(/no public key/);
  expect(() => readPublicKey(`${line}${line}`)).toThrow(/several lines/);
  expect(() => readPublicKey(`ssh-rsa ${base64}`)).toThrow(/no public key/);
  expect(() => readPublicKey(`ssh-dss ${base64}`)).toThrow(/no public key/);
  expect(() => readPublicKey(`${type} ${base64.slice(0, 8)}`)).toThrow(/no public key/);
  expect(() => readPublicKey('---- BEGIN SSH2 PUBLIC KEY ----')).toThrow(/ssh-keygen -i/);
  expect(() => readPublicKey('')).toThrow(/no public key/);
});

test('a comment can have no control characters, and nothing can follow on a line of its own', () => {
  const { line } = made('ed25519', '256');
  const { comment, key } = readPublicKey(line.trim().replace('ada@laptop', 'a\u0007da\u202e x'.repeat(40)));
  expect(comment).toMatch(/^ada x/);
  expect(comment.length).toBe(80);
  expect(key).not.toMatch(/ada/);
});

test('OpenSSH reads a host key, and sees the same public half', () => {
  const key = newHostKey();
  const file = path.join(temporaryFolder(), 'host');
  writeFileSync(file, key, { mode: 0o600 });
  expect(publicHalf(key).fingerprint).toMatch(/^SHA256:[\w+/]{43}$/);
  // Debian 12's ssh-keygen can't read this form yet; that of the lab host can (tests/host/ssh.test.ts).
  const line = path.join(temporaryFolder(), 'host.pub');
  writeFileSync(line, publicHalf(key).key);
  expect(execFileSync('ssh-keygen', ['-l', '-f', line]).toString()).toContain(publicHalf(key).fingerprint);
});
