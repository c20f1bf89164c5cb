import { beforeEach, expect, test } from 'vitest';
import { closeCode, type FromServer } from '../../protocol/terminal.ts';
import { MOST_HELD } from './held-input.ts';
import { type LinkState, TerminalLink } from './terminal-link.ts';
import type { Socket, SocketEvents } from './web-socket.ts';

/** The other end of each connection that the link opened. */
class Far implements Socket {
  readonly sent: unknown[] = [];
  readonly from: number;
  readonly #on: SocketEvents;
  constructor(from: number, on: SocketEvents) {
    this.from = from;
    this.#on = on;
  }
  send(data: string | Uint8Array): void {
    this.sent.push(typeof data === 'string' ? JSON.parse(data) : new TextDecoder().decode(data));
  }
  close(): void {
    this.drop(1000);
  }
  start(offset: number, live = offset): void {
    this.say({ type: 'start', offset, live });
  }
  print(text: string): void {
    this.#on.bytes(new TextEncoder().encode(text));
  }
  exit(code: number): void {
    this.say({ type: 'exit', code });
  }
  say(message: FromServer): void {
    this.#on.text(JSON.stringify(message));
  }
  drop(code = 1006): void {
    this.#on.closed(code);
  }
}

let sockets: Far[];
let screen: string;
let history: string;
let states: LinkState[];
let waits: { ms: number; then: () => void; stopped: boolean }[];
let undrawn: (() => void)[];
let refused: number;
let sizes: { cols: number; rows: number }[];
let answers: { count: number; waited: number }[];
let exitCode: number | undefined;
let link: TerminalLink;

const far = () => sockets.at(-1) as Far;
const type = (text: string) => link.input(new TextEncoder().encode(text));
const drawn = () => {
  for (const done of undrawn.splice(0)) done();
};

beforeEach(() => {
  [sockets, screen, history, states, waits, undrawn, refused, sizes, answers] = [
    [],
    '',
    '',
    [],
    [],
    [],
    0,
    [],
    [],
  ];
  link = new TerminalLink({
    open: (from, on) => {
      sockets.push(new Far(from, on));
      return far();
    },
    draw: (piece, done) => {
      const text = new TextDecoder().decode(piece.bytes);
      screen += text;
      if (piece.history) history += text;
      undrawn.push(done);
    },
    clear: () => {
      screen = '';
    },
    onState: (state, code) => {
      states.push(state);
      exitCode = code;
    },
    onRefused: () => {
      refused += 1;
    },
    onSize: (cols, rows) => sizes.push({ cols, rows }),
    onSettled: (count, waited) => answers.push({ count, waited }),
    after: (ms, then) => {
      const wait = { ms, then, stopped: false };
      waits.push(wait);
      return () => {
        wait.stopped = true;
      };
    },
  });
});

test('it is open once the server has said where output starts, and tells its size then', () => {
  link.resize(100, 30);
  expect(states).toEqual(['connecting']);
  far().start(0);
  expect(states.at(-1)).toBe('open');
  expect(far().sent).toEqual([{ type: 'resize', cols: 100, rows: 30 }]);
});

test('a window out of sight says so once, also on a new connection, and takes the size it is told', () => {
  far().start(0);
  link.resize(100, 30);
  link.hide();
  link.hide();
  expect(far().sent.slice(1)).toEqual([{ type: 'hidden' }]);
  far().drop();
  waits[0]?.then();
  far().start(0);
  expect(far().sent).toEqual([{ type: 'hidden' }]);
  far().say({ type: 'size', cols: 47, rows: 20 });
  expect(sizes).toEqual([{ cols: 47, rows: 20 }]);
});

test('an answer to a program goes by a way of its own, and is not kept for later', () => {
  link.answer('\x1b[1;1R');
  far().start(0);
  expect(far().sent).toEqual([]);
  link.answer('\x1b[2;2R');
  expect(far().sent).toEqual([{ type: 'answer', text: '\x1b[2;2R' }]);
});

test('it asks what input has come to only of a server that answers', () => {
  far().start(0);
  link.settle(1);
  expect(link.settles).toBe(false);
  expect(far().sent).toEqual([]);
  far().say({ type: 'start', offset: 0, live: 0, settles: true });
  link.settle(2);
  expect(far().sent).toEqual([{ type: 'settle', count: 2 }]);
  far().say({ type: 'settled', count: 2, waited: 50 });
  expect(answers).toEqual([{ count: 2, waited: 50 }]);
  far().drop();
  expect(link.settles).toBe(false);
});

test('after a drop it asks for the output after the last byte it had', () => {
  far().start(0);
  far().print('hello');
  far().drop();
  expect(states.at(-1)).toBe('waiting');
  waits[0]?.then();
  expect(far().from).toBe(5);
  far().start(5);
  far().print(' again');
  expect(screen).toBe('hello again');
});

test('output that starts elsewhere begins on a cleared screen, also in the middle of a connection', () => {
  far().start(0);
  far().print('old');
  far().start(900);
  far().print('new');
  expect(screen).toBe('new');
  far().drop();
  waits[0]?.then();
  expect(far().from).toBe(903);
});

test('output made before it connected is history, to the byte', () => {
  far().start(0, 4);
  far().print('pastnow');
  expect(history).toBe('past');
  expect(screen).toBe('pastnow');
});

test('input typed while the connection is down is sent when it is back, in order and after the size', () => {
  link.resize(80, 24);
  far().start(0);
  far().drop();
  type('ls');
  waits[0]?.then();
  type('\r');
  far().start(0);
  expect(far().sent).toEqual([{ type: 'resize', cols: 80, rows: 24 }, 'ls', '\r']);
});

test('typing beyond what can be held is refused aloud', () => {
  type('x'.repeat(MOST_HELD));
  expect(refused).toBe(0);
  type('y');
  expect(refused).toBe(1);
});

test('a large paste goes in frames the server takes', () => {
  far().start(0);
  type('p'.repeat(150_000));
  expect(far().sent.map((frame) => (frame as string).length)).toEqual([65_536, 65_536, 18_928]);
});

test('it acknowledges only what is drawn, and never the output of an older connection', () => {
  far().start(0);
  far().print('a'.repeat(40_000));
  expect(far().sent).toEqual([]);
  drawn();
  expect(far().sent).toEqual([{ type: 'ack', bytes: 40_000 }]);
  far().print('b'.repeat(40_000));
  far().drop();
  waits[0]?.then();
  far().start(80_000);
  drawn();
  expect(far().sent).toEqual([]);
});

test('it waits longer each time, to eight seconds, and no longer after a success', () => {
  const tries = 7;
  for (let i = 0; i < tries; i += 1) {
    far().drop();
    waits.at(-1)?.then();
  }
  expect(waits.map(({ ms }) => ms)).toEqual([250, 500, 1000, 2000, 4000, 8000, 8000]);
  far().start(0);
  far().drop();
  expect(waits.at(-1)?.ms).toBe(250);
});

test('asked to hurry, it tries at once and not a second time', () => {
  far().drop();
  link.retryNow();
  expect(sockets).toHaveLength(2);
  expect(waits[0]?.stopped).toBe(true);
});

test('a shell that ended is not tried again, and its exit code is known', () => {
  far().start(0);
  far().exit(3);
  far().drop(1000);
  expect(states.at(-1)).toBe('ended');
  expect(exitCode).toBe(3);
  expect(waits).toEqual([]);
});

test('a terminal that is gone is not tried again', () => {
  far().drop(closeCode.gone);
  expect(states.at(-1)).toBe('gone');
  expect(waits).toEqual([]);
});

test('sizes that no terminal has are not sent', () => {
  far().start(0);
  link.resize(1, 24);
  link.resize(80, 0);
  expect(far().sent).toEqual([]);
});
