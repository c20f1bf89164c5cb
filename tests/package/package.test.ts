import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { architectureOf } from '../../lab-server/packaging/architecture.ts';
import { buildBundle } from '../../lab-server/packaging/bundle.ts';
import { buildDeb } from '../../lab-server/packaging/deb.ts';
import { versionOf } from '../../lab-server/packaging/lay-out.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import { Steps } from '../../lab-server/setup/steps.ts';
import { DebianMachine } from './machine.ts';

const output = path.join(folders.made, 'test/package/output');
const architecture = architectureOf();
const version = versionOf(folders.root);
let machine: DebianMachine;
let bundle: string;
let newer: string;

beforeAll(async () => {
  const steps = new Steps();
  const deb = await buildDeb(steps, { architecture, output, compress: false });
  newer = await buildDeb(steps, { architecture, output, version: `${version}+1`, compress: false });
  bundle = await buildBundle(steps, { architecture, output, deb });
  machine = await DebianMachine.make('machine');
}, 3_600_000);

afterAll(() => {
  machine?.remove();
  rmSync(output, { recursive: true, force: true });
});

/** Runs the unit's command, has a learner use it, and stops it as systemd does. */
const serving = `
exec=$(sed -n 's/^ExecStart=//p' /usr/lib/systemd/system/vethlab.service)
$exec > /root/log 2>&1 &
server=$!
/usr/lib/vethlab/node_modules/node/bin/node /root/learner.ts || cat /root/log
vethlab status
kill -TERM $server
wait $server
echo "server: $?"
`;

const learnerOf = (said: string) => JSON.parse(/^\{.*\}$/m.exec(said)?.[0] ?? said);

test('the bundle installs on a Debian that has never seen a network, and a learner is marked there', async () => {
  machine.take(path.join(import.meta.dirname, 'learner.ts'));
  const file = machine.take(bundle);
  const { code, said } = await machine.sh(`ip route; sh ${file}`);
  expect(said).toMatch(/vethlab {12}\S+ installed/);
  expect(code).toBe(0);
  rmSync(path.join(machine.root, file));
  const served = await machine.sh(serving);
  expect(served.said).toContain('server: 0');
  expect(learnerOf(served.said)).toEqual({
    health: 'ok',
    name: 'Ada',
    earned: 0,
    verdict: 'correct',
    page: 200,
  });
});

test('an upgrade keeps learners, their marks and changed settings', async () => {
  const deb = machine.take(newer);
  const { said } = await machine.sh(
    `echo 'PARK_AFTER=17' >> /etc/vethlab/vethlab.conf; dpkg --force-confold -i ${deb} && vethlab --version; ${serving}`,
  );
  expect(said).toContain(`vethlab ${version}+1 (${architecture.debian})`);
  expect(learnerOf(said)).toMatchObject({ name: 'Ada', earned: 1 });
  expect(readFileSync(path.join(machine.root, 'etc/vethlab/vethlab.conf'), 'utf8')).toMatch(
    /^PARK_AFTER=17$/m,
  );
});

test('removing it leaves learners and settings, and purging leaves nothing', async () => {
  expect((await machine.sh('dpkg --remove vethlab')).code).toBe(0);
  expect(machine.has('/var/lib/vethlab/state/data/vethlab.sqlite')).toBe(true);
  expect(machine.has('/etc/vethlab/vethlab.conf')).toBe(true);
  expect(machine.has('/usr/lib/vethlab')).toBe(false);
  expect((await machine.sh('dpkg --purge vethlab')).code).toBe(0);
  // The installer's notes stay, since they are not part of the package.
  expect((await machine.sh('find / -xdev -iname "*vethlab*" -not -path "/root/*"')).said).toBe(
    '/var/log/vethlab-install.log\n',
  );
});
