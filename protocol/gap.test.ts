import { expect, test } from 'vitest';
import { gapIn } from './gap.ts';

test.each([
  ['sudo nsenter -t <PID> -n ip addr', '<PID>', 16],
  ['docker top <container id>', '<container id>', 11],
])('%s has the gap %s', (command, text, at) => {
  expect(gapIn(command)).toEqual({ text, at });
});

test.each(['lsns', 'cat < /etc/hosts', 'wc -l <<< "a b"', 'a <b'])('%s can be run as it is', (command) => {
  expect(gapIn(command)).toBeUndefined();
});
