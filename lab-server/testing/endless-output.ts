// Run by terminals/endless.test.ts as a process of its own. Draws output that never ends, as a learner's terminal would, and reports what its
// picture takes.
import { BoundedOutput } from '../terminals/bounded-output.ts';
import { Emulator } from '../terminals/emulator.ts';
import { endless } from './endless-sequences.ts';

const SIZE = { cols: 80, rows: 24 };
/** In pieces of the size that a pty gives. */
const CHUNK = 4096;

const [, , name = ''] = process.argv;
const { begin = '', again, kib = 2048 } = endless[name] as (typeof endless)[string];
const emulator = new Emulator(SIZE.cols, SIZE.rows);
const bounded = new BoundedOutput();
const text = Buffer.from(again.repeat(Math.ceil((16 * CHUNK) / again.length)));

const draw = (bytes: Buffer) =>
  new Promise<void>((drawn) => emulator.write(Buffer.from(bounded.take(bytes, SIZE)), drawn));
await draw(Buffer.from(begin));
for (let sent = 0, at = 0; sent < kib * 1024; sent += CHUNK, at += CHUNK) {
  if (at + CHUNK > text.length) at = 0;
  await draw(text.subarray(at, at + CHUNK));
}
console.log(emulator.picture(2 ** 20)?.length ?? 'more than 1 MiB');
emulator.dispose();
