import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { HostStatus } from '../../protocol/host.ts';
import { startLab } from '../testing/lab.ts';
import { join, problemOf } from '../testing/learner-client.ts';
import { TerminalClient, until } from '../testing/terminal-client.ts';

test("the host's true state is shown", async () => {
  const lab = await startLab();
  const ada = await join(lab);
  expect(await ada.get(pathOf(api.host.status), HostStatus)).toEqual({
    state: 'ready',
    seed: 'lesson',
    addresses: ['127.0.0.1', '::1'],
  });
  lab.hosts.setStatus(ada.id, { state: 'failed', reason: 'The disk is full; free 200 MB.' });
  expect(await ada.get(pathOf(api.host.status), HostStatus)).toMatchObject({
    state: 'failed',
    reason: expect.stringContaining('disk'),
  });
});

test('a learner who comes back to a server that lost their host gets a new one', async () => {
  const first = await startLab();
  const ada = await join(first);
  await first.close();
  const second = await startLab({ folder: first.folder });
  expect(second.hosts.status(ada.id)).toBeUndefined();
  expect(await ada.at(second).get(pathOf(api.host.status), HostStatus)).toMatchObject({ state: 'ready' });
});

test('a reset begins at once, throws away what was changed and ends the terminals', async () => {
  const lab = await startLab();
  const [ada, bob] = [await join(lab, 'Ada'), await join(lab, 'Bob')];
  const window = new TerminalClient(ada, await ada.openTerminal());
  const ofBob = new TerminalClient(bob, await bob.openTerminal());
  await window.shows('prompt> ');
  writeFileSync(path.join(ada.folder, 'mine'), '');

  const response = await ada.post(pathOf(api.host.reset), {});
  expect(response.status).toBe(202);
  expect(HostStatus.parse(await response.json()).state).toBe('resetting');
  expect(existsSync(path.join(ada.folder, 'mine'))).toBe(false);
  expect((await window.closed).code).toBe(1000);
  expect(window.exitCode).toBeDefined();
  await problemOf(await ada.post(pathOf(api.terminals.open), { cols: 80, rows: 24 }), 'host-not-ready');

  ofBob.type('echo still $((6*7))\n');
  await ofBob.shows('still 42');
  lab.hosts.setStatus(ada.id, { state: 'ready' });
  const anew = new TerminalClient(ada, await ada.openTerminal());
  await anew.shows('prompt> ');
});

test('a second reset has to wait for the first', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  expect((await ada.post(pathOf(api.host.reset), {})).status).toBe(202);
  const again = await ada.post(pathOf(api.host.reset), {});
  expect(again.headers.get('retry-after')).toMatch(/^\d+$/);
  await problemOf(again, 'host-not-ready');
});

test('when a host dies, its terminals end', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const window = new TerminalClient(ada, await ada.openTerminal());
  await window.shows('prompt> ');
  lab.hosts.setStatus(ada.id, { state: 'failed', reason: 'It ran out of memory.' });
  expect((await window.closed).code).toBe(1000);
  await until(() => window.exitCode !== undefined);
});

test('a parked host stays parked while a page is only open, and comes back when it is used', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const uses: (() => Promise<unknown>)[] = [
    () => ada.get(pathOf(api.host.status), HostStatus),
    () => ada.openTerminal(),
    async () =>
      expect(
        (await ada.post(pathOf(api.exercises.answer, { params: { id: 'word' } }), { answer: { word: 'a' } }))
          .status,
      ).toBe(201),
  ];
  for (const use of uses) {
    lab.hosts.setStatus(ada.id, { state: 'parked' });
    const events = await ada.fetch(pathOf(api.host.events));
    const { value } = (await events.body?.getReader().read()) ?? {};
    expect(Buffer.from(value ?? []).toString()).toContain('parked');
    expect(lab.hosts.status(ada.id)?.state).toBe('parked');
    await use();
    expect(lab.hosts.status(ada.id)?.state).toBe('ready');
  }
});
