import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import type { WebSettings } from '../host-maker/web-settings.ts';
import { childEnv } from '../settings/environment.ts';
import { ipcChannel } from '../wire/ipc.ts';
import { serveWire } from '../wire/server.ts';
import { takeOver } from './hand-over.ts';
import type { TerminalKeeper } from './keeper.ts';
import { terminalsTable } from './methods.ts';

/** ms until a web server that ended by itself is started again. The time doubles each time, up to the second figure. */
const FIRST_PAUSE = 200;
const LAST_PAUSE = 5000;
/** ms that a web server may take to end when it is told to. */
const GRACE = 5000;

/** Requests of the web server that may wait for their answers: each learner of a full machine may open a terminal at once. */
const MOST_WAITING = 4096;

interface Listener {
  said(text: string): void;
  ended(code: number | null): void;
}

/** The web server: a child of this process, kept running until it is stopped. */
export class WebProcess {
  readonly #keeper: TerminalKeeper;
  readonly #listener: Listener;
  #child: ChildProcess | undefined;
  #again: NodeJS.Timeout | undefined;
  #pause = FIRST_PAUSE;

  constructor(keeper: TerminalKeeper, listener: Listener) {
    this.#keeper = keeper;
    this.#listener = listener;
  }

  start(settings: WebSettings): void {
    const program = settings.workerFor === undefined ? '../web.ts' : '../door.ts';
    const [without, file] = ['close-files.pl', program].map((name) => path.join(import.meta.dirname, name));
    const child = spawn('perl', [without ?? '', process.execPath, ...process.execArgv, file ?? ''], {
      env: childEnv({ WEB_SETTINGS: JSON.stringify(settings) }),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => this.#listener.said(chunk.toString()));
    }
    child.on('message', () => {
      this.#pause = FIRST_PAUSE;
    });
    this.#answer(child);
    // 'close' and not 'exit', so that all its messages are read before its end.
    child.on('close', (code) => {
      if (this.#child !== child) return;
      this.#child = undefined;
      this.#listener.ended(code);
      this.#again = setTimeout(() => this.start(settings), this.#pause);
      this.#pause = Math.min(this.#pause * 2, LAST_PAUSE);
    });
  }

  /** Resolves when it has ended. @param signal SIGKILL when it has nothing left to bring to an end. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    clearTimeout(this.#again);
    const child = this.#child;
    this.#child = undefined;
    if (!child) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const timer = setTimeout(() => child.kill('SIGKILL'), GRACE);
    child.kill(signal);
    await ended;
    clearTimeout(timer);
  }

  /** Does what a web server asks. The web server is not trusted, since it reads what browsers send. */
  #answer(child: ChildProcess): void {
    const keeper = this.#keeper;
    const channel = ipcChannel(child);
    const onMalformed = () =>
      this.#listener.said('The web server asked the terminals for what there is not; it is cut off.\n');
    const tell = serveWire(terminalsTable, channel, {
      methods: keeper,
      notes: keeper,
      mostWaiting: MOST_WAITING,
      onMalformed,
      // The web server reports the result.
      onFailure() {},
    });
    keeper.on('drop', tell.drop);
    keeper.on('onlookers', tell.onlookers);
    keeper.on('active', tell.active);
    takeOver(child, {
      show: (...handed) => keeper.show(...handed),
      onMalformed() {
        onMalformed();
        channel.close();
      },
    });
  }
}
