import { expect, test } from 'vitest';
import { isOfHost } from './of-host.ts';

test.for([
  ['http://localhost:8080/', true],
  ['http://172.17.0.2', true],
  ['http://[2001:db8::7]:81/page', true],
  ['https://172.17.0.2/', false],
  ['http://example.org/', false],
  ['http://172.17.0.2.example.org/', false],
  ['ftp://172.17.0.2/', false],
  ['http://', false],
] as const)('%s is a page of the host: %s', ([uri, isIt]) => {
  expect(isOfHost(uri)).toBe(isIt);
});
