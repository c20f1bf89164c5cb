import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient } from '../support/client.ts';
import { TerminalWindow } from '../support/window.ts';

/**
 * Runs a script in a terminal of a learner, as they would type it.
 * @returns its standard output, and its exit status
 * @throws Error when it did not end within `limitMs`; the error has the terminal's text.
 */
export async function runInTerminal(
  learner: ApiClient,
  script: string,
  limitMs: number,
): Promise<{ stdout: string; code: number }> {
  const window = await TerminalWindow.open(learner);
  const end = Date.now() + limitMs;
  const shown = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const found = pattern.exec(window.text);
      if (found) return found;
      if (Date.now() > end || window.closed !== undefined) {
        throw new Error(`the terminal never showed ${pattern}: ${window.text.slice(-1000)}`);
      }
      await sleep(50);
    }
  };
  try {
    await shown(/\$ /);
    // The awaited words differ from the typed ones, since the terminal shows those too.
    const packed = Buffer.from(script).toString('base64');
    window.type(
      `bash -c "$(base64 -d <<< ${packed})" > out-put 2> err; code=$?; echo "be"gin; base64 -w 0 out-put; echo; echo "en"d $code\r`,
    );
    const [, stdout = '', code] = await shown(/begin\r\n([\w+/=]*)\r\nend (\d+)\r\n/);
    return { stdout: Buffer.from(stdout, 'base64').toString(), code: Number(code) };
  } finally {
    window.socket.terminate();
  }
}
