import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import path from 'node:path';
import type { WebSettings } from '../host-maker/messages.ts';
import type { TerminalKeeper } from './keeper.ts';
import { answerWeb, type ToWeb } from './web-channel.ts';

/** ms until a web server that ended by itself is started again; twice as long each time, up to the last. */
const FIRST_PAUSE = 200;
const LAST_PAUSE = 5000;
/** ms that a web server may take to end when it is told to. */
const GRACE = 5000;

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
    keeper.onDrop((drop) => this.#send({ drop }));
    keeper.onOnlookers((onlookers) => this.#send({ onlookers }));
    keeper.onActive((active) => this.#send({ active }));
  }

  start(settings: WebSettings): void {
    const [without, file] = ['close-files.pl', '../web.ts'].map((name) =>
      path.join(import.meta.dirname, name),
    );
    const child = spawn('perl', [without ?? '', process.execPath, ...process.execArgv, file ?? ''], {
      env: { ...process.env, WEB_SETTINGS: JSON.stringify(settings) },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => this.#listener.said(chunk.toString()));
    }
    child.on('message', (message, socket) => {
      this.#pause = FIRST_PAUSE;
      answerWeb(this.#keeper, message, socket as Socket | undefined, (answer) => this.#send(answer));
    });
    // 'close', so that all it said is heard before its end.
    child.on('close', (code) => {
      if (this.#child !== child) return;
      this.#child = undefined;
      this.#listener.ended(code);
      this.#again = setTimeout(() => this.start(settings), this.#pause);
      this.#pause = Math.min(this.#pause * 2, LAST_PAUSE);
    });
  }

  /** Resolves when it has ended. @param signal SIGKILL where there is nothing that it could still bring to an end. */
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

  #send(message: ToWeb): void {
    if (this.#child?.connected) this.#child.send(message, () => {});
  }
}
