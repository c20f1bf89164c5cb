import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { duplexPair } from 'node:stream';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary.ts';
import { plainTwin } from './plain-twin.ts';

test('the twin carries both ways, leaves no file, and ends with either end', async () => {
  const folder = temporaryFolder();
  const [client, secure] = duplexPair();
  const twin = await plainTwin(secure, folder);
  expect(readdirSync(folder)).toEqual([]);
  client.write('to the shell');
  expect(String((await once(twin, 'data'))[0])).toBe('to the shell');
  twin.write('from the shell');
  expect(String((await once(client, 'data'))[0])).toBe('from the shell');
  const closed = once(client, 'close');
  twin.destroy();
  client.resume();
  await closed;

  const [left, gone] = duplexPair();
  const other = await plainTwin(gone, folder);
  const ended = once(other, 'close');
  other.resume();
  gone.destroy();
  await ended;
  left.destroy();
});
