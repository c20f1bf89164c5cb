// The powers of an attacker who has taken over the web server. Their program runs as its user, in its root folder, with its socket.
import { spawn } from 'node:child_process';
import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../lab-server/common/exec.ts';
import { childEnv } from '../../lab-server/settings/environment.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import { giveFolder, runDirOf } from '../../lab-server/setup/unprivileged.ts';
import * as api from '../../protocol/api/index.ts';
import { ApiClient } from '../support/client.ts';
import { processOf } from '../support/machine.ts';
import { npmStart, type RunningServer } from '../support/server.ts';

let server: RunningServer;
let learner: ApiClient;

beforeAll(async () => {
  server = await npmStart({ name: 'taken-over' });
  learner = new ApiClient(await server.url());
  await learner.join();
});
afterAll(() => server.stop());

/** argv that becomes a program in the web server's place. */
function inItsPlace(argv: readonly string[]): string[] {
  const pid = processOf(server.stateDir, 'web.ts');
  const owner = /^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '';
  return [
    ...['nsenter', `--mount=/proc/${pid}/ns/mnt`, `--root=/proc/${pid}/root`, '--wd=/'],
    ...[
      'setpriv',
      `--reuid=${owner}`,
      `--regid=${owner}`,
      '--clear-groups',
      '--no-new-privs',
      '--bounding-set=-all',
      '--inh-caps=-all',
    ],
    ...argv,
  ];
}

const attempt = (script: string) => run(inItsPlace(['sh', '-c', script]));

test('it is in its place: it reads what it must, and writes marks', async () => {
  const { stdout } = await attempt(
    'id -u; ls /app/lab-server/web.ts; touch /data/mine && rm /data/mine && echo wrote',
  );
  expect(stdout).toMatch(/^9\d{8}\n\/app\/lab-server\/web.ts\nwrote\n$/);
});

test.for([
  ['the machine’s folders', 'ls /root /home /var /boot /sys /mnt'],
  ['lab hosts’ folders', 'ls /app/.vethlab/state /app/.vethlab/images'],
  ['its own code, to write', 'echo x >> /app/lab-server/web.ts'],
  ['a new file beside its code', 'echo x > /app/lab-server/mine.ts'],
  ['a new file among the programs', 'echo x > /usr/bin/mine || echo x > /mine'],
  ['a program of its own among the data', 'cp /bin/sh /data/sh && /data/sh -c true'],
  ['a program of its own in /tmp', 'cp /bin/sh /tmp/sh && /tmp/sh -c true'],
  ['passwords', 'cat /etc/shadow'],
  [
    'disks',
    'for d in /dev/[hsvx]d[a-z] /dev/nvme* /dev/mmcblk*; do head -c 1 "$d" 2> /dev/null && exit 0; done; exit 1',
  ],
  ['the kernel’s memory and log', 'head -c 1 /dev/mem || head -c 1 /dev/kmsg'],
  ['settings of the kernel', 'echo core > /proc/sys/kernel/core_pattern'],
  ['root’s environment', 'cat /proc/1/environ'],
  ['root’s open files', 'ls /proc/1/fd /proc/1/root/'],
  ['to be root again', 'su -c true || sudo -n true'],
  ['a mount', 'mount -t tmpfs none /tmp'],
  ['a network of its own', 'ip link add mine type dummy'],
  [
    'any device but those that hold nothing',
    'ls /dev | grep -vxE "full|null|ptmx|pts|random|tty|urandom|zero"',
  ],
  [
    'a file system that takes devices or setuid programs',
    'grep -vE " /(dev|proc|sys)[/ ]" /proc/self/mountinfo | grep -vE " ro,nosuid,nodev| rw,nosuid,nodev"',
  ],
  [
    'a link in the place of a socket of root’s',
    'cd $(dirname $(ls /run/vethlab/*/host-maker.sock)) && ln -s /etc/hostname mine || mv host-maker.sock web/',
  ],
] as const)('it can’t have %s', async ([, script]) => {
  expect((await attempt(script)).code).not.toBe(0);
});

test('root follows no link that it puts among the data, nor among what it keeps at runtime', async () => {
  const canary = path.join(server.stateDir, 'canary');
  writeFileSync(canary, 'root’s', { mode: 0o600 });
  const owner = () => statSync(canary).uid;
  const runtime = runDirOf(server.stateDir);
  const links = ['/data/mine', '/data/vethlab.sqlite-journal', `${runtime}/web/mine`];
  expect((await attempt(links.map((link) => `ln -s ${canary} ${link}`).join(' && '))).code).toBe(0);
  // The next start, a sign-in and a backup, as root.
  await server.stop();
  server = await npmStart({ name: 'taken-over', keep: true });
  learner = new ApiClient(await server.url());
  await learner.join();
  expect(owner()).toBe(0);
  const env = childEnv({ STATE_DIR: server.stateDir });
  await run(['npm', 'run', 'sign-in'], { env, cwd: folders.root });
  await run(['npm', 'run', 'backup', path.join(server.stateDir, 'backup.tar.gz')], {
    env,
    cwd: folders.root,
  });
  expect(owner()).toBe(0);
  expect(readFileSync(canary, 'utf8')).toBe('root’s');
  await attempt(`rm -f ${links.join(' ')}`);
});

test('a folder that was restored is given to the user, and a file with another name elsewhere is not', async () => {
  const folder = path.join(server.stateDir, 'restored');
  const outside = path.join(server.stateDir, 'outside');
  mkdirSync(path.join(folder, 'deep'), { recursive: true });
  writeFileSync(path.join(folder, 'deep/file'), '');
  writeFileSync(outside, '');
  symlinkSync(outside, path.join(folder, 'deep/link'));
  await giveFolder(folder, 900_000_001);
  for (const name of ['', 'deep', 'deep/file', 'deep/link'])
    expect(lstatSync(path.join(folder, name)).uid, name).toBe(900_000_001);
  expect(statSync(outside).uid).toBe(0);
  linkSync(outside, path.join(folder, 'deep/name'));
  await expect(giveFolder(folder, 900_000_002)).rejects.toThrow(
    'deep/name is a file with more than one name',
  );
  expect(statSync(outside).uid).toBe(0);
});

test('it can’t end or trace the host-maker, nor a lab host', async () => {
  const [maker, host] = [server.child.pid ?? 0, initOf(server.stateDir)];
  for (const pid of [maker, host]) {
    expect((await attempt(`kill -9 ${pid}`)).code).not.toBe(0);
    expect((await attempt(`cat /proc/${pid}/mem /proc/${pid}/environ`)).code).not.toBe(0);
    expect((await attempt(`nsenter -t ${pid} -m true`)).code).not.toBe(0);
  }
  expect((await learner.call(api.learner.me)).status).toBe(200);
});

/** The first process of some lab host of the server's. */
function initOf(stateDir: string): number {
  const hosts = path.join(stateDir, 'hosts');
  const records = readdirSync(hosts).map((id) => path.join(hosts, id, 'host.json'));
  return JSON.parse(readFileSync(records.find((file) => existsSync(file)) ?? '', 'utf8')).init.pid;
}

/** Sends lines over the host-maker's socket from the web server's place. Returns the answers. */
function overTheSocket(lines: string[]): Promise<string> {
  const socket = path.join(runDirOf(server.stateDir), 'host-maker.sock');
  const program = `
    use IO::Socket::UNIX;
    my $socket = IO::Socket::UNIX->new(Peer => $ARGV[0]) or die "$!";
    print $socket $_ while <STDIN>;
    $socket->flush;
    local $SIG{ALRM} = sub { exit 0 };
    alarm 3;
    $| = 1;
    while (<$socket>) { print }`;
  const [file = '', ...args] = inItsPlace(['perl', '-e', program, socket]);
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(`${lines.join('\n')}\n`);
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  return new Promise((resolve) => child.on('close', () => resolve(said)));
}

test('over the socket it gets hosts made and looked at, and nothing else', async () => {
  const { id, course } = (await learner.call(api.learner.me)).body;
  const said = await overTheSocket([
    JSON.stringify({ id: 1, method: 'ensure', params: { learner: id } }),
    JSON.stringify({
      id: 2,
      method: 'observe',
      params: { learner: id, course, exercise: 'how-many', watching: false },
    }),
  ]);
  expect(said).toContain('"id":1,"result":');
  expect(said).toContain('"id":2,"result":');
  const canary = '/run/vethlab-taken-over';
  for (const line of [
    { id: 3, method: 'run', params: { learner: id, argv: ['touch', canary] } },
    {
      id: 3,
      method: 'observe',
      params: { learner: id, course, exercise: `../../../data/mine`, watching: false },
    },
    {
      id: 3,
      method: 'observe',
      params: { learner: id, course: '../../data/mine', exercise: 'how-many', watching: false },
    },
    { id: 3, method: 'script', params: { learner: id, course, exercise: '../data/mine', script: 'solve' } },
    { id: 3, method: 'script', params: { learner: id, course, exercise: 'how-many', script: '../wrong/x' } },
    { id: 3, method: 'enter', params: { learner: id, pts: '../../dev/console' } },
    { id: 3, method: 'enter', params: { learner: '../hosts', pts: 0 } },
    { id: 3, method: 'destroy', params: { learner: id } },
    { id: 3, method: 'reset', params: { learner: id, scenario: { containers: [] } } },
  ]) {
    // The connection ends, and later lines are not answered.
    const answer = await overTheSocket([
      JSON.stringify(line),
      JSON.stringify({ id: 4, method: 'ensure', params: { learner: id } }),
    ]);
    expect(answer, JSON.stringify(line)).not.toMatch(/"id":[34]/);
  }
  expect(existsSync(canary)).toBe(false);
  expect((await learner.call(api.host.status)).body.state).toBe('ready');
});

test('a shell is started on no terminal of anybody else’s', async () => {
  const { id } = (await learner.call(api.learner.me)).body;
  // A pty of root, which script(1) holds as long as its program runs.
  const child = spawn('script', ['-qc', 'tty; read x', '/dev/null'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const tty = await new Promise<string>((resolve) =>
    child.stdout.once('data', (chunk) => resolve(String(chunk))),
  );
  const pts = Number(/pts\/(\d+)/.exec(tty)?.[1]);
  const said = await overTheSocket([
    JSON.stringify({ id: 5, method: 'enter', params: { learner: id, pts } }),
  ]);
  child.kill();
  expect(said).toContain('"id":5,"error":');
  expect(said).toContain('not one of the terminals');
});
