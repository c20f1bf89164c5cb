import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Looks again and again until a look succeeds. It works outside of tests too, where vitest's own can't be used.
 * @param look throws as long as it is not.
 * @throws the last error of `look`, after so many ms.
 */
export async function until<T>(look: () => Promise<T> | T, timeout: number, interval = 50): Promise<T> {
  for (const end = Date.now() + timeout; ; await sleep(interval)) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}
