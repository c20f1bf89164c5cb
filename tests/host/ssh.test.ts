// The learner's own editor and shell: real ssh, scp and sftp to a real lab host, and attempts to get in, or out of it, where one may not.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { run } from '../../lab-server/common/exec.ts';
import { freePort } from '../../lab-server/setup/port.ts';
import * as api from '../../protocol/api/index.ts';
import { SshDoor } from '../../protocol/ssh.ts';
import { ApiClient } from '../support/client.ts';
import { npmStart, type RunningServer } from '../support/server.ts';
import { SshComputer } from '../support/ssh.ts';

let server: RunningServer;
let ada: ApiClient;
let bob: ApiClient;
let port: number;
let laptop: SshComputer;
beforeAll(async () => {
  server = await npmStart({ name: 'ssh' });
  const url = await server.url();
  [ada, bob] = [new ApiClient(url), new ApiClient(url)];
  await ada.join('Ada');
  await bob.join('Bob');
  laptop = new SshComputer(path.join(server.stateDir, 'laptop'));
  await addKey(ada, laptop.newKey('ada'));
  laptop.newKey('bob');
  const door = await set(ada, true);
  port = door.port ?? 0;
  laptop.expectHost(port, door.hostKey?.line ?? '');
});
afterAll(async () => {
  await server?.stop();
});

async function set(learner: ApiClient, open: boolean): Promise<SshDoor> {
  const { status, body } = await learner.call(api.ssh.open, { body: { open } });
  expect(status, JSON.stringify(body)).toBe(200);
  return SshDoor.parse(body);
}

const addKey = (learner: ApiClient, key: string) => learner.call(api.ssh.addKey, { body: { key } });
const keyLine = (name: string) => readFileSync(path.join(laptop.folder, `${name}.pub`), 'utf8').trim();
const ssh: SshComputer['ssh'] = (...words) => laptop.ssh(...words);

const newCode = async (learner: ApiClient): Promise<string> => (await learner.call(api.ssh.code)).body.code;

test('by a key: the shell of the learner on their own lab host, as in the page', async () => {
  const { stdout, stderr, code } = await ssh(
    { key: 'ada' },
    'id -un; hostname; echo $PATH; docker ps -q | wc -l; sudo -n id -u; cat /proc/self/uid_map',
  );
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  const [user, host, programs, containers, root, ids] = stdout.split('\n');
  expect([user, host, root]).toEqual(['pi', 'pi', '0']);
  expect(programs).toContain('/usr/sbin');
  expect(Number(containers)).toBeGreaterThan(0);
  // Root there is nobody here.
  expect(ids).toMatch(/^ +0 +[1-9]\d{4,} /);
});

test('by a one-time code, which opens one connection', async () => {
  const code = await newCode(ada);
  const first = await ssh({ code }, 'echo in');
  expect(first).toMatchObject({ code: 0, stdout: 'in\n' });
  const again = await ssh({ code }, 'echo in');
  expect(again).toMatchObject({ code: 255, stdout: '' });
  expect(again.stderr).toMatch(/Permission denied/);
  // Bob's code is for Bob's host.
  await set(bob, true);
  expect(await ssh({ code: await newCode(bob) }, 'echo in')).toMatchObject({ code: 255, stdout: '' });
  expect(await ssh({ code: '' }, 'echo in')).toMatchObject({ code: 255, stdout: '' });
});

test('nobody else’s key, no other user, and no key that was removed lets in', async () => {
  expect(await ssh({ key: 'bob' }, 'echo in')).toMatchObject({ code: 255, stdout: '' });
  for (const user of ['root', 'nobody', 'sshd'])
    expect(await ssh({ key: 'ada' }, 'echo in', '-l', user), user).toMatchObject({ code: 255, stdout: '' });
  await addKey(ada, keyLine('bob'));
  expect(await ssh({ key: 'bob' }, 'echo in')).toMatchObject({ code: 0, stdout: 'in\n' });
  const door = SshDoor.parse((await ada.call(api.ssh.door)).body);
  const { fingerprint = '' } = door.keys.find(({ comment }) => comment === 'bob@laptop') ?? {};
  await ada.call(api.ssh.removeKey, { body: { fingerprint } });
  expect(await ssh({ key: 'bob' }, 'echo in')).toMatchObject({ code: 255, stdout: '' });
  // What lies in the learner's home directory lets nobody in: a host can be copied to somebody else.
  await ssh({ key: 'ada' }, `mkdir -p ~/.ssh && echo '${keyLine('bob')}' > ~/.ssh/authorized_keys`);
  expect(await ssh({ key: 'bob' }, 'echo in')).toMatchObject({ code: 255, stdout: '' });
});

test('scp and sftp carry files both ways', async () => {
  writeFileSync(`${laptop.folder}/sent`, Buffer.alloc(3_000_000, 'vethlab'));
  const scp = (...words: string[]) =>
    run(['scp', '-q', ...laptop.options({ key: 'ada' }), '-P', String(port), ...words], {
      timeoutMs: 60_000,
    });
  expect(await scp(`${laptop.folder}/sent`, 'pi@127.0.0.1:sent')).toMatchObject({ code: 0 });
  expect(await scp('pi@127.0.0.1:sent', `${laptop.folder}/got`)).toMatchObject({ code: 0 });
  expect(readFileSync(`${laptop.folder}/got`).equals(readFileSync(`${laptop.folder}/sent`))).toBe(true);
  const batch = path.join(laptop.folder, 'batch');
  writeFileSync(batch, 'rename sent renamed\nls -l renamed\n');
  const sftp = await run(
    ['sftp', ...laptop.options({ key: 'ada' }), '-P', String(port), '-b', batch, 'pi@127.0.0.1'],
    { timeoutMs: 60_000 },
  );
  expect(sftp.stdout).toMatch(/pi .* 3000000 .*renamed/);
});

/** An ssh that forwards until the test is over, once it does. */
async function forwarding(...words: string[]): Promise<ChildProcess> {
  const [file = '', ...args] = laptop.argv({ key: 'ada' }, [
    '-v',
    '-N',
    '-o',
    'ExitOnForwardFailure=yes',
    ...words,
  ]);
  const child = spawn(file, args, { env: laptop.env({ key: 'ada' }), stdio: ['ignore', 'ignore', 'pipe'] });
  onTestFinished(() => void child.kill());
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  await expect
    .poll(() => said, { timeout: 30_000 })
    .toMatch(/Entering interactive session|remote port forwarding failed|Permission denied/);
  return child;
}

test('ports of the lab host are forwarded, and “localhost” there is not this machine', async () => {
  const [{ stdout }] = [
    await ssh(
      { key: 'ada' },
      "docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}' $(docker ps -q) | tr ' ' '\\n' | grep . | head -1",
    ),
  ];
  const container = stdout.trim();
  const [web, here, socks] = [await freePort(), await freePort(), await freePort()];
  // A server of this machine's own, on loopback.
  const secret = createServer((socket) => void socket.end('of the machine')).listen(0, '127.0.0.1');
  onTestFinished(() => void secret.close());
  await expect.poll(() => secret.listening).toBe(true);
  const { port: secretPort } = secret.address() as { port: number };
  await forwarding(
    '-L',
    `${web}:${container}:80`,
    '-L',
    `${here}:127.0.0.1:${secretPort}`,
    '-D',
    String(socks),
  );
  expect(await (await fetch(`http://127.0.0.1:${web}/`)).text()).toMatch(/Hostname/i);
  expect(await talk(here)).toBe('');
  expect(await talk(secretPort)).toBe('of the machine');
  // An editor asks by a SOCKS proxy (ssh -D).
  const bySocks = await run(
    ['curl', '-s', '--max-time', '20', '--socks5', `127.0.0.1:${socks}`, `http://${container}/`],
    { timeoutMs: 30_000 },
  );
  expect(bySocks.stdout).toMatch(/Hostname/i);
});

/** What comes over a connection to a port of this machine. */
const talk = (to: number): Promise<string> =>
  new Promise((resolve) => {
    let got = '';
    const socket = connect(to, '127.0.0.1', () => socket.write('hello\n'));
    socket.on('data', (chunk) => {
      got += chunk;
    });
    socket.on('error', () => resolve(got));
    socket.on('close', () => resolve(got));
    setTimeout(() => socket.destroy(), 5000).unref();
  });

test('no port of the learner’s computer, no agent and no tunnel is forwarded to the lab host', async () => {
  const back = await freePort();
  const refused = await ssh(
    { key: 'ada' },
    'echo in',
    ...['-R', `${back}:127.0.0.1:22`, '-o', 'ExitOnForwardFailure=yes'],
  );
  expect(refused.code).toBe(255);
  expect(refused.stderr).toMatch(/remote port forwarding failed/);
  expect((await ssh({ key: 'ada' }, 'echo agent:$SSH_AUTH_SOCK', '-A')).stdout).toBe('agent:\n');
  expect((await ssh({ key: 'ada' }, 'echo display:$DISPLAY', '-X')).stdout).toBe('display:\n');
});

test('an editor’s server can be put there and asked through its own port, as VS Code does', async () => {
  // Remote-SSH runs a script over ssh -T -D, which unpacks a server that listens on loopback and prints its port; it asks that through -D.
  const socks = await freePort();
  const script =
    'python3 -m http.server --bind 127.0.0.1 8000 > /dev/null 2>&1 & echo listening on 8000; wait';
  const [file = '', ...args] = laptop.argv({ key: 'ada' }, ['-T', '-D', String(socks)], 'sh');
  const child = spawn(file, args, { env: laptop.env({ key: 'ada' }), stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill());
  child.stdin.end(`${script}\n`);
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  await expect.poll(() => said, { timeout: 30_000 }).toMatch(/listening on 8000/);
  await expect
    .poll(
      async () =>
        (
          await run(['curl', '-s', '--socks5-hostname', `127.0.0.1:${socks}`, 'http://localhost:8000/'], {
            timeoutMs: 20_000,
          })
        ).stdout,
      { timeout: 20_000 },
    )
    .toMatch(/Directory listing/);
});

test('closing it ends what is open, at once', async () => {
  const child = await forwarding('-L', `${await freePort()}:127.0.0.1:80`);
  expect(SshDoor.parse((await ada.call(api.ssh.door)).body).connections).toBeGreaterThan(0);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await set(ada, false);
  await ended;
  expect(await ssh({ key: 'ada' }, 'echo in')).toMatchObject({ code: 255, stdout: '' });
  expect((await set(ada, true)).port).toBe(port);
  expect(await ssh({ key: 'ada' }, 'echo in')).toMatchObject({ code: 0, stdout: 'in\n' });
});

test('a fresh lab host has the same key, and lets the same keys in', async () => {
  const child = await forwarding('-L', `${await freePort()}:127.0.0.1:80`);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await ssh({ key: 'ada' }, 'touch before');
  expect((await ada.call(api.host.reset)).status).toBe(202);
  await ended;
  await expect
    .poll(async () => (await ada.call(api.host.status)).body.state, { timeout: 60_000 })
    .toBe('ready');
  expect(await ssh({ key: 'ada' }, 'ls before 2> /dev/null; echo in')).toMatchObject({
    code: 0,
    stdout: 'in\n',
  });
});

test('noise, silence and a crowd harm nobody', async () => {
  const noise = connect(port, '127.0.0.1');
  noise.on('error', () => {}).resume();
  noise.write(Buffer.alloc(2_000_000, 0xff));
  await new Promise((resolve) => noise.once('close', resolve));
  const silent = Array.from({ length: 15 }, () =>
    connect(port, '127.0.0.1')
      .on('error', () => {})
      .resume(),
  );
  onTestFinished(() => {
    for (const socket of silent) socket.destroy();
  });
  await expect
    .poll(() => silent.filter(({ destroyed }) => !destroyed).length, { timeout: 20_000 })
    .toBeLessThanOrEqual(10);
  // Whoever has the page works on.
  expect((await ada.call(api.host.status)).body.state).toBe('ready');
  expect((await bob.call(api.host.status)).body.state).toBe('ready');
  for (const socket of silent) socket.destroy();
  await sleep(500);
});
