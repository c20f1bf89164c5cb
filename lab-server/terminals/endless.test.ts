import path from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../common/exec.ts';
import { endless } from '../testing/endless-sequences.ts';

const PROGRAM = path.join(import.meta.dirname, '../testing/endless-output.ts');
/** MiB of heap that the process gets. It ends when it needs more. */
const HEAP = 24;

test.concurrent.for(Object.keys(endless))(
  '%s cost a terminal neither memory nor time without end',
  async (name) => {
    const argv = [process.execPath, `--max-old-space-size=${HEAP}`, PROGRAM, name];
    const { code, stdout, stderr } = await run(argv, { timeoutMs: 50_000 });
    expect(code, stderr.slice(-600)).toBe(0);
    expect(Number(stdout)).toBeLessThan(2 ** 20);
  },
);
