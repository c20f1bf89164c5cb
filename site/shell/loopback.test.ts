import { expect, test } from 'vitest';
import { isLoopback } from './loopback.ts';

const hostOf = (address: string) => new URL(address).hostname;

test.each([
  'http://localhost:8080/',
  'http://127.0.0.1/',
  'http://127.8.0.1:9000/',
  'http://[::1]:8080/',
  'http://[::ffff:127.0.0.1]/',
  'http://lab.localhost/',
])('%s is for this machine only', (address) => {
  expect(isLoopback(hostOf(address))).toBe(true);
});

test.each([
  'http://192.168.1.5:8080/',
  'http://[fd00::1]:8080/',
  'https://localhost.example.org/',
  'https://127.example.org/',
  'https://lab.example.org/',
  'http://128.0.0.1/',
])('%s is for others, too', (address) => {
  expect(isLoopback(hostOf(address))).toBe(false);
});
