import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { OpenStream } from '../../host-maker/open-stream.ts';

/** Most bytes that a guard may write: some thousand codes. It is a program on the learner's own host, which may say anything. */
const MOST_SAID = 2 ** 18;
/** Most ms until a guard has taken what it keeps. */
const PATIENCE = 20_000;

/** What the guard keeps on the host. */
export interface Kept {
  /** A private key: PKCS #8 in PEM. */
  hostKey: string;
  /** As in authorized_keys. */
  keys: readonly string[];
}

/** The guard on a learner's host did not take its keys. */
class NoGuard extends Error {
  override name = 'NoGuard';
}

/**
 * The lab server's side of `ssh-door guard`, a program on the learner's host that keeps the keys for sshd there and asks about codes. What it
 * says counts for that host alone: whoever is root there can let in whom they like.
 */
export class Guard {
  readonly #socket: Socket;

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** @param judge whether a code lets in @throws NoGuard, HostNotReady, StreamError */
  static async open(
    open: OpenStream,
    learner: string,
    kept: Kept,
    judge: (typed: string) => boolean,
  ): Promise<Guard> {
    const socket = await open({ do: 'ssh', learner, part: 'guard' });
    const guard = new Guard(socket);
    const ready = Promise.withResolvers<void>();
    let said = 0;
    socket.on('data', ({ length }: Buffer) => {
      said += length;
      if (said > MOST_SAID) socket.destroy();
    });
    createInterface(socket).on('line', (line) => {
      if (line === 'ready') return ready.resolve();
      const [, number, typed = ''] = /^code (\d{1,9}) ([0-9A-Za-z -]{1,100})$/.exec(line) ?? [];
      if (number) socket.write(`${judge(typed) ? 'yes' : 'no'} ${number}\n`);
    });
    const failed = () => ready.reject(new NoGuard('The lab host could not take the keys.'));
    socket.once('close', failed);
    const timer = setTimeout(() => socket.destroy(), PATIENCE);
    guard.#give(kept);
    socket.resume();
    await ready.promise.finally(() => clearTimeout(timer));
    return guard;
  }

  /** Replaces the keys, for those who come from now on. */
  setKeys(keys: readonly string[]): void {
    this.#give({ keys });
  }

  onClose(listener: () => void): void {
    this.#socket.once('close', listener);
  }

  close(): void {
    this.#socket.destroy();
  }

  #give({ hostKey = '', keys }: { hostKey?: string; keys: readonly string[] }): void {
    const lines = [
      ...hostKey
        .split('\n')
        .filter(Boolean)
        .map((line) => `host ${line}`),
      ...keys.map((key) => `key ${key}`),
      'go',
    ];
    this.#socket.write(lines.map((line) => `${line}\n`).join(''));
  }
}
