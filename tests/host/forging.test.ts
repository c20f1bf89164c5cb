import { afterAll, beforeAll, expect, test } from 'vitest';
import { lesson } from '../../lab-server/hosts/scenario.ts';
import type { Verdict } from '../../protocol/verdict.ts';
import { check, solve, type TestExercise, testExercises } from '../support/exercises.ts';
import { Lab, type TestHost } from '../support/lab.ts';

const exercises = await testExercises();
let lab: Lab;
let host: TestHost;
/** The right answers of the untouched host, and false ones that the forgeries below would make true. */
const right = new Map<string, unknown>();
const dreamt: Record<string, unknown> = {
  'container-systems': { systems: ['docker'] },
  'web-page': { hostname: 'forged', container: 'whale' },
  'open-ports': { ports: [31337] },
  'how-many': { count: 99 },
  'whose-namespace': { namespaces: 'forged 31337' },
  'inside-addresses': { addresses: 'forged 31.3.3.7' },
  'nat-or-not': { direct: 'whale', behind: 'heron', evidence: ['gateway', 'address'] },
  'version-changes': { container: 'forged', version: 'none', source: 'none', destination: 'none' },
};
beforeAll(async () => {
  lab = await Lab.open('forging');
  host = await lab.host();
  for (const exercise of exercises) right.set(exercise.exercise.id, await solve(host, exercise));
});
afterAll(() => lab.close());

const named = (id: string) => exercises.find(({ exercise }) => exercise.id === id) as TestExercise;
const verdicts = () =>
  Promise.all(
    exercises.map(async (one) => {
      const { id } = one.exercise;
      return { id, ...essence(await check(one, right.get(id), host)) };
    }),
  );
const essence = ({ status, score, findings }: Verdict) => ({
  status,
  score,
  findings: findings.map(({ id }) => id),
});

async function expectUnmoved(): Promise<void> {
  const now = await verdicts();
  expect(now).toEqual(now.map((verdict) => ({ ...verdict, status: 'correct', score: 1 })));
  for (const [id, answer] of Object.entries(dreamt)) {
    expect((await check(named(id), answer, host)).status, id).not.toBe('correct');
  }
}

test('before anything is forged the right answers are right and the dreamt ones are not', expectUnmoved);

test('programs replaced by scripts that lie change no verdict', async () => {
  const programs =
    'docker podman incus lxc nmap lsns ps ip curl ss netstat nsenter tcpdump stat timeout cat sh jq setpriv env chroot mount';
  await host.learnerMust(`
    printf '#!/bin/bash\\necho "[]"; echo "{\\\\"namespaces\\\\":[]}"; echo "31337/tcp open forged"; exit 0\\n' > /tmp/liar
    chmod 755 /tmp/liar
    for program in ${programs}; do
      for folder in /usr/local/sbin /usr/local/bin /usr/sbin /usr/bin; do
        [ "$program" = cat ] || [ ! -e $folder/$program ] || sudo cp /tmp/liar $folder/$program
      done
      sudo cp /tmp/liar /usr/local/bin/$program
    done
    true`);
  expect(await host.learnerMust('docker ps')).toContain('31337/tcp open forged');
  await expectUnmoved();
});

test('PATH, aliases, functions and a preloaded library change no verdict', async () => {
  await host.learnerMust(`
    echo 'export PATH=/home/pi/bin:/tmp; alias docker="echo forged"; lsns() { echo forged; }' | tee -a ~/.bashrc ~/.profile > ~/copy
    printf 'PATH=/tmp\\nLD_PRELOAD=/tmp/liar.so\\nDOCKER_HOST=unix:///tmp/forged.sock\\n' | /usr/bin/sudo /usr/bin/tee /etc/environment > ~/copy
    echo /tmp/liar.so | /usr/bin/sudo /usr/bin/tee /etc/ld.so.preload > ~/copy`);
  await expectUnmoved();
});

test('files put in the way of what the checkers read change no verdict', async () => {
  // These are links that lead out of the host, a store that claims more, and processes with a known name.
  await host.learnerMust(`
    mkdir -p ~/forged && cd ~/forged
    mkdir -p ~/.local/share/containers/storage/zz-containers
    printf '[{"id":"%064d","names":["forged"]}]' 7 > ~/.local/share/containers/storage/zz-containers/containers.json
    ln -sf /etc/shadow ~/.local/share/containers/storage/aa-containers
    /usr/bin/cp /usr/bin/sleep ./conmon
    (exec -a "conmon -c $(printf %064d 8) -n forged" ./conmon 600 > /dev/null 2>&1 &)
    (exec -a dockerd ./conmon 600 > /dev/null 2>&1 &)
    true`);
  await expectUnmoved();
});

test('stopping a container changes what is right', async () => {
  await lab.engine.reset('pi', lesson, 'pi', () => {});
  const page = await host.learnerMust('curl -s http://localhost:8888/');
  const hostname = /^Hostname: (.*)$/m.exec(page)?.[1];
  await host.learnerMust('docker stop -t 1 whale');
  const count = (n: number) => check(named('how-many'), { count: n }, host);
  expect((await count(4)).status).not.toBe('correct');
  expect((await count(3)).status).toBe('correct');
  const systems = (list: string[]) => check(named('container-systems'), { systems: list }, host);
  expect((await systems(['docker', 'podman', 'incus', 'lxd'])).status).not.toBe('correct');
  expect((await systems(['podman', 'incus', 'lxd'])).status).toBe('correct');
  expect((await check(named('open-ports'), { ports: [8080] }, host)).status).toBe('correct');
  expect((await check(named('web-page'), { hostname, container: 'whale' }, host)).status).not.toBe('correct');
});
