import { Agent } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** Most connections to one web server at a time. Browsers keep six. */
const MOST = 8;
/** How long in ms an idle connection is kept. */
const IDLE = 10_000;

/** Speaks HTTP over streams that somebody else opens. */
export class StreamAgent extends Agent {
  readonly #open: () => Promise<Socket>;

  constructor(open: () => Promise<Socket>) {
    super({ keepAlive: true, maxSockets: MOST, timeout: IDLE });
    this.#open = open;
  }

  override createConnection(
    _options: unknown,
    done: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    this.#open().then(
      (socket) => {
        done(null, socket);
        // By then the caller who asked for it listens.
        setImmediate(() => socket.resume());
      },
      (error: Error) => done(error, undefined as never),
    );
  }
}
