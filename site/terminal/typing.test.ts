import { expect, test } from 'vitest';
import { keysFor } from './typing.ts';

test('a command is typed with Enter, each of its lines', () => {
  expect(keysFor('lsns')).toBe('lsns\r');
  expect(keysFor('a\nb')).toBe('a\rb\r');
});

test('a command with a gap is left on the prompt with the cursor where the gap was', () => {
  expect(keysFor('docker top <container id>')).toBe('docker top ');
  expect(keysFor('sudo nsenter -t <PID> -n')).toBe('sudo nsenter -t  -n\x1b[D\x1b[D\x1b[D');
});
