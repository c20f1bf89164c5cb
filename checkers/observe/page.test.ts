import { expect, test } from 'vitest';
import { parsePage } from './page.ts';
import { recorded } from './recorded/host.ts';

test("reads the page's host name and framework", () => {
  expect(parsePage(recorded('whoami-docker.txt'))).toEqual({ hostname: 'e9bc7038372e', framework: 'Docker' });
  expect(parsePage(recorded('whoami-incus.txt'))).toEqual({ hostname: 'heron', framework: 'Incus' });
});

test('another page is none', () => {
  expect(parsePage('<html><h1>It works!</h1></html>')).toBeUndefined();
  expect(parsePage('')).toBeUndefined();
});
