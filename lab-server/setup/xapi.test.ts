import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary.ts';
import { xapiOf } from './xapi.ts';

const endpoint = 'https://lrs.example.edu/xapi/';
const set = { XAPI_ENDPOINT: endpoint, XAPI_NAMES: false };

function fileWith(text: string): string {
  const file = path.join(temporaryFolder(), 'key');
  writeFileSync(file, text);
  return file;
}

test('without an address nothing is told; with one, the key and the secret are those of the file', () => {
  expect(xapiOf({ XAPI_ENDPOINT: undefined, XAPI_KEY: '/nowhere', XAPI_NAMES: true })).toBeUndefined();
  const XAPI_KEY = fileWith('vethlab:with: colons\n');
  expect(xapiOf({ ...set, XAPI_KEY })).toEqual({
    ...{ endpoint, key: 'vethlab', secret: 'with: colons', names: false },
  });
});

test('what keeps the key from being used is said, with the way out', () => {
  const told = (XAPI_KEY: string | undefined) => () => xapiOf({ ...set, XAPI_KEY });
  expect(told(undefined)).toThrow(/^XAPI_ENDPOINT is set; set XAPI_KEY to a file/);
  expect(told('/nowhere/key')).toThrow("XAPI_KEY=/nowhere/key can't be read (ENOENT).");
  expect(told(fileWith('\n'))).toThrow(/is empty; it is the file that has the secret/);
  expect(told(fileWith('vethlab'))).toThrow(/must have one line: the key, a colon, and the secret/);
  expect(told(fileWith('vethlab:\nsecret'))).toThrow(/must have one line/);
});
