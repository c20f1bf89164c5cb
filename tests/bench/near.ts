import { setTimeout as sleep } from 'node:timers/promises';
import headless from '@xterm/headless';
import { FromServer } from '../../protocol/terminal.ts';
import { Engine } from '../../site/terminal/near/engine.ts';
import { pictureOf } from '../../site/terminal/near/picture.ts';
import { percentile, printRows } from './figures.ts';
import { type Server, start } from './terminal.ts';

/** ms of one way, and between two keys. */
const [WAY, BETWEEN] = [50, 110];
/** Typed into bash. A tabulator completes, \x7f deletes, and what follows a key that the shell alone understands is not measured. */
const LINES = [
  'ls -l /etc/hosts',
  'ip addr show dev lo',
  'cat /etc/hostnam',
  'echo one tow\x7f\x7fwo three',
  'cd /usr/lo\tbin',
  'grep -c processor /proc/cpuinfo\x7f\x7f\x7f\x7fminfo',
  'sleep 1; read -s secret',
  'a secret',
  'for i in 1 2 3; do echo "number $i"; done',
  'ps -ef | head -n 3',
];

/** What typing comes to at 100 ms of round trip, with what is foreseen and without. */
export async function bench(): Promise<void> {
  const server = await start('ours.ts');
  try {
    const near = await type(server, true);
    const plain = await type(server, false);
    printRows('Typing at 100 ms of round trip, beside the same without prediction', [
      {
        what: 'visible echo where foreseen p50',
        ours: percentile(near.foreseen, 50),
        reference: percentile(plain.waited, 50),
        unit: 'ms',
        reach: '<= 5 ms',
      },
      {
        what: 'visible echo where foreseen p99',
        ours: percentile(near.foreseen, 99),
        reference: percentile(plain.waited, 99),
        unit: 'ms',
      },
      {
        what: 'visible echo of all p50',
        ours: percentile([...near.foreseen, ...near.waited], 50),
        reference: percentile(plain.waited, 50),
        unit: 'ms',
      },
      {
        what: 'letters that are foreseen',
        ours: (100 * near.foreseen.length) / (near.foreseen.length + near.waited.length),
        unit: '%',
      },
      { what: 'of those wrong', ours: (100 * near.wrong) / near.foreseen.length, unit: '%' },
    ]);
  } finally {
    server.child.kill();
  }
}

interface Typed {
  /** ms until each key was seen: those that were seen before they came, and the others. */
  foreseen: number[];
  waited: number[];
  /** Times that something was seen which then did not come. */
  wrong: number;
}

async function type(server: Server, isNear: boolean): Promise<Typed> {
  const window = await server.open();
  const terminal = new headless.Terminal({ cols: 80, rows: 24, allowProposedApi: true });
  const engine = new Engine(
    () => pictureOf(terminal),
    () => 1,
  );
  const typed: Typed = { foreseen: [], waited: [], wrong: 0 };
  const prediction = () => (isNear ? engine.prediction : undefined);
  /** The row of the cursor up to it, as it is seen. */
  const seen = (): string => {
    const { cells, col } = pictureOf(terminal);
    const row = cells.map((text, at) => prediction()?.cells.get(at) ?? text).join('');
    return row.slice(0, prediction()?.col ?? col);
  };
  /** What was seen at last, if it was foreseen. */
  let guess: string | undefined;
  /** Keys that are not seen yet, by the line that they make. */
  const awaited = new Map<string, number>();
  const look = (times: number[]): void => {
    for (const [line, at] of awaited) {
      if (!seen().includes(line)) continue;
      times.push(performance.now() - at);
      awaited.delete(line);
    }
    guess = prediction() && seen();
  };
  const answered = (): void => {
    if (guess !== undefined && guess !== seen()) typed.wrong++;
    look(typed.waited);
  };
  const draw = (bytes: Buffer | string, drawn: () => void): void => {
    setTimeout(() => {
      terminal.write(bytes, () => {
        drawn();
        answered();
      });
    }, WAY);
  };
  window.socket.on('message', (data: Buffer, isBinary) => {
    const said = isBinary ? undefined : FromServer.parse(JSON.parse(data.toString()));
    if (said?.type === 'settled') draw('', () => engine.settled(said.count));
  });
  window.onOutput = (bytes) => draw(bytes, () => engine.drawn());
  window.socket.send(Buffer.from('\r'));
  await sleep(1000);
  for (const text of LINES) {
    let line = '> ';
    let isKnown = text !== 'a secret';
    for (const key of `${text}\r`) {
      await sleep(BETWEEN);
      line = key === '\x7f' ? line.slice(0, -1) : line + key;
      isKnown &&= key >= ' ';
      const at = performance.now();
      if (isKnown && key !== '\x7f') awaited.set(line, at);
      const count = engine.type(key);
      look(typed.foreseen);
      setTimeout(() => {
        window.socket.send(Buffer.from(key));
        window.socket.send(JSON.stringify({ type: 'settle', count }));
      }, WAY);
    }
    await sleep(1500);
    awaited.clear();
  }
  window.close();
  return typed;
}
