import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { z } from 'zod';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { LARGEST_INPUT_FRAME, TerminalInfo } from '../../protocol/terminal.ts';
import { startLab } from '../testing/lab.ts';
import { join, type LearnerClient, problemOf } from '../testing/learner-client.ts';
import { TerminalClient, until } from '../testing/terminal-client.ts';
import { MOST_TERMINALS } from './registry.ts';

/** The prompt that bash prints when it waits for a command. */
const PROMPT = '\x1b[?2004hprompt> ';

const listed = async (learner: LearnerClient) =>
  (await learner.get(pathOf(api.terminals.list), z.object({ terminals: z.array(TerminalInfo) }))).terminals;

test('a window shows the output of the shell, and the shell gets the typed input', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const window = new TerminalClient(ada, await ada.openTerminal());
  expect(await window.started()).toEqual({
    type: 'start',
    offset: 0,
    live: expect.any(Number),
    settles: true,
  });
  await window.shows('prompt> ');
  window.type('echo $((6 * 7)) $TERM $COLORTERM\r');
  await window.shows('42 xterm-256color truecolor\r\n');
  expect(window.said, 'start is said once, and before any output').toHaveLength(1);
});

test('the terminal has the size that was asked for, and takes another', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const window = new TerminalClient(ada, await ada.openTerminal(100, 31));
  await window.shows('prompt> ');
  window.type('stty size\r');
  await window.shows('31 100\r\n');
  window.say({ type: 'resize', cols: 132, rows: 50 });
  window.type('stty size\r');
  await window.shows('50 132\r\n');
  expect(await listed(ada)).toMatchObject([{ cols: 132, rows: 50, title: 'Terminal 1' }]);
});

test('it says when what was typed has had time to be echoed, behind the echo', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const window = new TerminalClient(ada, await ada.openTerminal());
  await window.shows('prompt> ');
  window.type('x');
  window.say({ type: 'settle', count: 7 });
  await until(() => window.said.some(({ type }) => type === 'settled'));
  expect(window.text).toMatch(/prompt> x$/);
  expect(window.said.at(-1)).toEqual({ type: 'settled', count: 7, waited: expect.any(Number) });
});

test('several windows share the smallest size of those in sight, and one that goes gives its part back', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const id = await ada.openTerminal(80, 24);
  const [laptop, phone] = [new TerminalClient(ada, id), new TerminalClient(ada, id)];
  await Promise.all([laptop.shows('prompt> '), phone.shows('prompt> ')]);
  let asked = 0;
  const size = async (expected: string) => {
    for (const window of [laptop, phone])
      if (window.socket.readyState === window.socket.OPEN) await window.roundTrip();
    laptop.type(`echo $((${++asked})) $(stty size)\r`);
    await laptop.shows(`\r${asked} ${expected}\r\n`);
  };
  laptop.say({ type: 'resize', cols: 78, rows: 31 });
  await size('31 78');
  expect(laptop.said.filter(({ type }) => type === 'size')).toEqual([]);
  phone.say({ type: 'resize', cols: 47, rows: 40 });
  await size('31 47');
  expect(laptop.said.at(-1)).toEqual({ type: 'size', cols: 47, rows: 31 });
  expect(phone.said.at(-1)).toEqual({ type: 'size', cols: 47, rows: 31 });
  phone.say({ type: 'hidden' });
  await size('31 78');
  expect(laptop.said.at(-1)).toEqual({ type: 'size', cols: 78, rows: 31 });
  phone.say({ type: 'resize', cols: 47, rows: 1 });
  await size('1 47');
  phone.socket.close();
  const given = () =>
    laptop.said.filter((said) => said.type === 'size' && said.rows === 31 && said.cols === 78);
  await until(() => given().length === 2);
  await size('31 78');
  laptop.say({ type: 'hidden' });
  await size('31 78');
});

test('a question of a program is answered by one window, whichever goes or is out of sight', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const id = await ada.openTerminal();
  const windows = [1, 2, 3].map(() => new TerminalClient(ada, id));
  const [first, second, third] = windows as [TerminalClient, TerminalClient, TerminalClient];
  await Promise.all(windows.map((window) => window.shows('prompt> ')));
  let asked = 0;
  const all = async () => {
    asked++;
    // An answer that comes before the program reads must not be echoed.
    third.type(
      `stty -echo; echo as"ked" ${asked}; read -rsd R answer; stty echo; echo "answered: \${answer#?[}" $((${asked}))\r`,
    );
    await third.shows(`asked ${asked}\r\n`);
    for (const [i, window] of windows.entries()) {
      if (window.socket.readyState !== window.socket.OPEN) continue;
      await window.roundTrip();
      window.say({ type: 'answer', text: `\x1b[${asked};${i + 1}R` });
    }
  };
  first.say({ type: 'hidden' });
  second.say({ type: 'resize', cols: 80, rows: 24 });
  await all();
  await third.shows('answered: 1;2 1\r\n');
  second.socket.close();
  await until(() => second.socket.readyState === second.socket.CLOSED);
  await all();
  await third.shows('answered: 2;1 2\r\n');
  expect(third.text, 'no second answer was typed').not.toMatch(/\dR/);
});

test('a character may be cut in two frames, both ways', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const window = new TerminalClient(ada, await ada.openTerminal());
  await window.shows('prompt> ');
  for (const byte of Buffer.from("printf '%s|' 'zoë 李 👩‍🔬' '-'\r")) window.type(new Uint8Array([byte]));
  await window.shows('zoë 李 👩‍🔬|-|');
});

test('every window on a terminal shows the same, whoever types, and one that comes later shows it all', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const id = await ada.openTerminal();
  const [left, right] = [new TerminalClient(ada, id), new TerminalClient(ada, id)];
  await Promise.all([left.shows('prompt> '), right.shows('prompt> ')]);
  left.type('echo from-$((1))\r');
  await Promise.all([left.shows(`from-1\r\n${PROMPT}`), right.shows(`from-1\r\n${PROMPT}`)]);
  right.type('echo from-$((2))\r');
  await Promise.all([left.shows(`from-2\r\n${PROMPT}`), right.shows(`from-2\r\n${PROMPT}`)]);
  const late = new TerminalClient(ada, id);
  await late.shows(`from-2\r\n${PROMPT}`);
  expect(late.bytes.equals(left.bytes)).toBe(true);
  expect(right.bytes.equals(left.bytes)).toBe(true);
  expect(late.starts[0], 'all of it is history').toMatchObject({ offset: 0, live: late.received });
});

test('a shell lives on without a window, and its output is there when one comes back', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const id = await ada.openTerminal();
  const before = new TerminalClient(ada, id);
  await before.shows('prompt> ');
  before.type('word=kept; echo $word-$((1))\r');
  await before.shows(`kept-1\r\n${PROMPT}`);
  before.socket.terminate();
  await before.closed;
  const after = new TerminalClient(ada, id, { from: before.place });
  expect((await after.started()).offset).toBe(before.place);
  after.type('echo $word-$word\r');
  await after.shows('kept-kept\r\n');
});

test('terminals have names and an order, and a free name is used again', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const first = await ada.openTerminal();
  const second = await ada.openTerminal(40, 10);
  expect(await listed(ada)).toMatchObject([
    { id: first, title: 'Terminal 1', cols: 80, rows: 24 },
    { id: second, title: 'Terminal 2', cols: 40, rows: 10 },
  ]);
  const window = new TerminalClient(ada, first);
  await window.shows('prompt> ');
  window.type('exit\r');
  await window.closed;
  await ada.openTerminal();
  expect((await listed(ada)).map(({ title }) => title)).toEqual(['Terminal 2', 'Terminal 1']);
});

test.for([
  ['exit 0', 0],
  ['exit 7', 7],
  ['kill -9 $$', 137],
  ['kill -HUP $$', 129],
] as const)(
  'the end of a shell by "%s" is told with its code, after its last output',
  async ([command, code]) => {
    const lab = await startLab();
    const ada = await join(lab);
    const id = await ada.openTerminal();
    const window = new TerminalClient(ada, id);
    await window.shows('prompt> ');
    window.type(`echo last-$((1)); ${command}\r`);
    expect(await window.closed).toEqual({ code: 1000, reason: 'The shell has ended.' });
    expect(window.text).toContain('last-1\r\n');
    expect(window.said.at(-1)).toEqual({ type: 'exit', code });
    expect(await listed(ada)).toEqual([]);
    expect((await new TerminalClient(ada, id).closed).code).toBe(4404);
  },
);

test('a shell that ended before any window came is still shown once', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  lab.hosts.shellArgv = ['sh', '-c', 'echo no such host; exit 3'];
  const id = await ada.openTerminal();
  lab.hosts.shellArgv = ['sleep', '60'];
  const window = new TerminalClient(ada, id);
  expect((await window.closed).code).toBe(1000);
  expect(window.text).toBe('no such host\r\n');
  expect(window.exitCode).toBe(3);
});

test('DELETE ends the shell and closes its windows', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const id = await ada.openTerminal();
  const window = new TerminalClient(ada, id);
  await window.shows('prompt> ');
  const response = await ada.fetch(pathOf(api.terminals.end, { params: { id } }), { method: 'DELETE' });
  expect([response.status, await response.text()]).toEqual([204, '']);
  expect((await window.closed).code).toBe(1000);
  expect(await listed(ada)).toEqual([]);
  await problemOf(
    await ada.fetch(pathOf(api.terminals.end, { params: { id } }), { method: 'DELETE' }),
    'unknown-terminal',
  );
});

test('DELETE also removes a terminal whose shell has ended unseen', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  lab.hosts.shellArgv = ['true'];
  const id = await ada.openTerminal();
  // Whether its shell has ended by now or ends meanwhile, the terminal is gone for good.
  expect((await ada.fetch(pathOf(api.terminals.end, { params: { id } }), { method: 'DELETE' })).status).toBe(
    204,
  );
  let terminals = await listed(ada);
  while (terminals.length > 0) {
    await ada.fetch(pathOf(api.terminals.end, { params: { id } }), { method: 'DELETE' });
    terminals = await listed(ada);
  }
  expect((await new TerminalClient(ada, id).closed).code).toBe(4404);
});

test('a shell that ignores the hang-up is killed', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  lab.hosts.shellArgv = ['sh', '-c', "trap '' HUP TERM INT; echo deaf; while :; do read x; done"];
  const id = await ada.openTerminal();
  const window = new TerminalClient(ada, id);
  await window.shows('deaf');
  await ada.fetch(pathOf(api.terminals.end, { params: { id } }), { method: 'DELETE' });
  expect((await window.closed).code).toBe(1000);
  expect(window.exitCode).toBe(137);
});

test('when the server stops, windows are told to come back and no shell is left', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const window = new TerminalClient(ada, await ada.openTerminal());
  await window.shows('prompt> ');
  window.type('echo pid=$$=\r');
  await until(() => /pid=\d+=/.test(window.text));
  const pid = /pid=(\d+)=/.exec(window.text)?.[1] ?? '';
  const shells = () => execFileSync('ps', ['-eo', 'pid='], { encoding: 'utf8' }).split(/\s+/);
  expect(shells()).toContain(pid);
  await lab.close();
  expect((await window.closed).code).toBe(1012);
  expect(shells()).not.toContain(pid);
});

test("a terminal that never was, or is another learner's, closes with 4404", async () => {
  const lab = await startLab();
  const [ada, eve] = [await join(lab, 'Ada'), await join(lab, 'Eve')];
  const id = await ada.openTerminal();
  const gone = { code: 4404, reason: 'There is no such terminal any more.' };
  expect(await new TerminalClient(eve, id).closed).toEqual(gone);
  expect(await new TerminalClient(ada, 'AAAAAAAAAAAAAAAA').closed).toEqual(gone);
  expect(await listed(eve)).toEqual([]);
  await problemOf(
    await eve.fetch(pathOf(api.terminals.end, { params: { id } }), { method: 'DELETE' }),
    'unknown-terminal',
  );
  const mine = new TerminalClient(ada, id);
  await mine.shows('prompt> ');
});

test.for([
  ['not JSON', 'hello'],
  ['an unknown type', '{"type":"run","command":"id"}'],
  ['no type', '{}'],
  ['a size that cannot be', '{"type":"resize","cols":0,"rows":24}'],
  ['an answer that is typing', '{"type":"answer","text":"reboot\\r"}'],
  ['a size that is none', '{"type":"resize","cols":"80","rows":24}'],
  ['more than is known of', '{"type":"resize","cols":80,"rows":24,"shell":"sh"}'],
  ['a negative ack', '{"type":"ack","bytes":-1}'],
  ['half a byte', '{"type":"ack","bytes":0.5}'],
  ['an ack of what was never sent', '{"type":"ack","bytes":1000000}'],
  ['deep nesting', '['.repeat(30_000)],
] as const)('a broken text frame closes the socket with 1008: %s', async ([, frame]) => {
  const lab = await startLab();
  const ada = await join(lab);
  const id = await ada.openTerminal();
  const window = new TerminalClient(ada, id);
  await window.shows('prompt> ');
  window.say(frame);
  window.type('echo too-$((0))-late\r');
  const { code, reason } = await window.closed;
  expect(code).toBe(1008);
  expect(reason).not.toBe('');

  const again = new TerminalClient(ada, id);
  await again.shows('prompt> ');
  again.type('echo well-$((1))\r');
  await again.shows('well-1');
  expect(again.text).not.toContain('too-0-late');
});

test('a frame of 64 KiB is taken, a longer one closes the socket with 1009', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  lab.hosts.shellArgv = [
    'sh',
    '-c',
    `stty raw -echo; echo on; head -c ${LARGEST_INPUT_FRAME} | wc -c; exec cat`,
  ];
  const id = await ada.openTerminal();
  const window = new TerminalClient(ada, id);
  await window.shows('on');
  window.type(Buffer.alloc(LARGEST_INPUT_FRAME, 'x'));
  await window.shows(String(LARGEST_INPUT_FRAME));
  window.type(Buffer.alloc(LARGEST_INPUT_FRAME + 1, 'x'));
  expect((await window.closed).code).toBe(1009);
  const again = new TerminalClient(ada, id);
  await again.started();
  again.type('still here');
  await again.shows('still here');
});

test('a frame that is too long does no harm when its terminal does not exist', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const window = new TerminalClient(ada, 'AAAAAAAAAAAAAAAA');
  window.socket.on('open', () => window.type(Buffer.alloc(LARGEST_INPUT_FRAME + 1)));
  await window.closed;
  expect((await ada.fetch(pathOf(api.learner.me))).status).toBe(200);
});

test('a learner has only so many terminals, until one ends', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  lab.hosts.shellArgv = ['cat'];
  const ids = [];
  for (let number = 0; number < MOST_TERMINALS; number++) ids.push(await ada.openTerminal());
  const { detail } = await problemOf(
    await ada.post(pathOf(api.terminals.open), { cols: 80, rows: 24 }),
    'too-many-terminals',
  );
  expect(detail).toContain(String(MOST_TERMINALS));
  const window = new TerminalClient(ada, ids[0] ?? '');
  await window.started();
  window.type('\x04');
  await window.closed;
  await ada.openTerminal();
  const eve = await join(lab, 'Eve');
  await eve.openTerminal();
});
