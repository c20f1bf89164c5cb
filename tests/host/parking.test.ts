import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readContainers, runningOf } from '../../checkers/observe/containers.ts';
import { NamespacesEngine } from '../../lab-server/hosts/engines/namespaces/engine.ts';
import { processesOf } from '../../lab-server/hosts/engines/namespaces/processes.ts';
import { ensureImage } from '../../lab-server/hosts/image/build.ts';
import { lesson } from '../../lab-server/hosts/scenario.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import { Lab, type TestHost } from '../support/lab.ts';

let lab: Lab;
let host: TestHost;
beforeAll(async () => {
  lab = await Lab.open('parking');
  host = await lab.host();
});
afterAll(() => lab.close());

/** A shell of the learner that stays open, and all its output. */
function longShell() {
  const { file, args, env } = host.engine.shell(host.id);
  const child = spawn(file, args, { env, stdio: ['pipe', 'pipe', 'ignore'] });
  const shell = {
    printed: '',
    type: (line: string) => child.stdin.write(`${line}\n`),
    shows: (text: string) => vi.waitFor(() => expect(shell.printed).toContain(text), 60_000),
  };
  child.stdout.on('data', (chunk: Buffer) => {
    shell.printed += chunk;
  });
  return shell;
}

/** Processor time that the host's processes have used, in ticks: fields 14 and 15 of stat. */
function ticks(): number[] {
  const record = JSON.parse(readFileSync(path.join(lab.stateDir, 'hosts', host.id, 'host.json'), 'utf8'));
  return processesOf(record).map((pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/.*\)/s, '').split(' ');
    return Number(fields[12]) + Number(fields[13]);
  });
}

test('a parked host uses no processor, and goes on where it was', async () => {
  const other = await lab.host('other');
  const shell = longShell();
  shell.type('mine=kept; echo running > /tmp/mine; (while :; do :; done) & echo be"gun"');
  await shell.shows('begun');
  await host.engine.park(host.id);
  const before = ticks();
  shell.type('echo $mine $(cat /tmp/mine)');
  // A shell that is not parked would have done this, and the loop beside it would have used the processor.
  await other.learnerMust('for i in $(seq 20000); do :; done');
  expect(ticks()).toEqual(before);
  expect(shell.printed).not.toContain('kept');
  await host.engine.unpark(host.id);
  await shell.shows('kept running');
  shell.type('kill %1; exit');
  expect(await host.learnerMust('curl -s localhost:8888 | head -n 1')).toMatch(/^Hostname: /);
  expect(runningOf(await readContainers(host.trusted))).toHaveLength(4);
});

test('a lab server that is started while a host is parked lets it go on', async () => {
  await host.learnerMust('echo before > ~/mine');
  await host.engine.park(host.id);
  const image = await ensureImage(folders.images, () => {});
  const next = new NamespacesEngine({ stateDir: lab.stateDir, templatesDir: folders.templates, image });
  await next.ensure(host.id, lesson, host.id, () => {});
  expect(await host.learnerMust('cat ~/mine')).toBe('before\n');
});

test('a parked host can be reset', async () => {
  await host.engine.park(host.id);
  await host.engine.reset(host.id, lesson, host.id, () => {});
  expect(await host.learnerMust('ls ~/mine; docker ps -q | wc -l')).toBe('1\n');
});
