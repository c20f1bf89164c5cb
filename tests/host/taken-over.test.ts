// What somebody could do who has taken over the web server: their program runs as its user, in its root folder, with its socket.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../lab-server/hosts/exec.ts';
import { runDirOf } from '../../lab-server/setup/ordinary.ts';
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
] as const)('it can’t have %s', async ([, script]) => {
  expect((await attempt(script)).code).not.toBe(0);
});

test('it can’t end or trace the host-maker, nor a lab host', async () => {
  const [maker, host] = [server.child.pid ?? 0, initOf(server.stateDir)];
  for (const pid of [maker, host]) {
    expect((await attempt(`kill -9 ${pid}`)).code).not.toBe(0);
    expect((await attempt(`cat /proc/${pid}/mem /proc/${pid}/environ`)).code).not.toBe(0);
    expect((await attempt(`nsenter -t ${pid} -m true`)).code).not.toBe(0);
  }
  expect((await learner.call('GET', '/api/me')).status).toBe(200);
});

/** The first process of some lab host of the server's. */
function initOf(stateDir: string): number {
  const hosts = path.join(stateDir, 'hosts');
  const records = readdirSync(hosts).map((id) => path.join(hosts, id, 'host.json'));
  return JSON.parse(readFileSync(records.find((file) => existsSync(file)) ?? '', 'utf8')).init.pid;
}

/** Sends lines over the host-maker's socket from the web server's place; what came back. */
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
  const { id } = (await learner.call('GET', '/api/me')).body;
  const said = await overTheSocket([
    JSON.stringify({ ask: 'ensure', id: 1, learner: id }),
    JSON.stringify({ ask: 'observe', id: 2, learner: id, exercise: 'how-many', watching: false }),
  ]);
  expect(said).toContain('"say":"answer","id":1');
  expect(said).toContain('"say":"answer","id":2');
  const canary = '/run/vethlab-taken-over';
  for (const line of [
    { ask: 'run', id: 3, learner: id, argv: ['touch', canary] },
    { ask: 'observe', id: 3, learner: id, exercise: `../../../data/mine`, watching: false },
    { ask: 'script', id: 3, learner: id, exercise: '../data/mine', script: 'solve' },
    { ask: 'script', id: 3, learner: id, exercise: 'how-many', script: '../wrong/x' },
    { ask: 'enter', id: 3, learner: id, pts: '../../dev/console' },
    { ask: 'enter', id: 3, learner: '../hosts', pts: 0 },
    { ask: 'destroy', id: 3, learner: id },
    { ask: 'reset', id: 3, learner: id, scenario: { containers: [] } },
  ]) {
    // The connection ends: what comes after it is not answered.
    const answer = await overTheSocket([
      JSON.stringify(line),
      JSON.stringify({ ask: 'ensure', id: 4, learner: id }),
    ]);
    expect(answer, JSON.stringify(line)).not.toMatch(/"id":[34]/);
  }
  expect(existsSync(canary)).toBe(false);
  expect((await learner.call('GET', '/api/host')).body.state).toBe('ready');
});

test('a shell is started on no terminal of anybody else’s', async () => {
  const { id } = (await learner.call('GET', '/api/me')).body;
  // A pty of root's: script(1) holds it for as long as its program runs.
  const child = spawn('script', ['-qc', 'tty; read x', '/dev/null'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const tty = await new Promise<string>((resolve) =>
    child.stdout.once('data', (chunk) => resolve(String(chunk))),
  );
  const pts = Number(/pts\/(\d+)/.exec(tty)?.[1]);
  const said = await overTheSocket([JSON.stringify({ ask: 'enter', id: 5, learner: id, pts })]);
  child.kill();
  expect(said).toContain('"say":"error","id":5');
  expect(said).toContain('not one of the terminals');
});
