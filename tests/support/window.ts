import { once } from 'node:events';
import WebSocket from 'ws';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import type { ApiClient } from './client.ts';

/** A window on a learner's terminal, as a page has one. It acknowledges its output and keeps it as text. */
export class TerminalWindow {
  readonly socket: WebSocket;
  readonly id: string;
  text = '';
  /** Its place in the output, in bytes. */
  place = 0;
  exitCode: number | undefined;
  /** The code that the connection was closed with. */
  closed: number | undefined;

  /** @param from its place in the output, in bytes; when left out, the beginning. */
  constructor({ url, base, cookie }: ApiClient, id: string, from?: number) {
    this.id = id;
    this.socket = new WebSocket(
      new URL(
        base + pathOf(api.terminals.window, { params: { id }, query: { from } }),
        url.replace('http', 'ws'),
      ),
      {
        headers: { cookie },
      },
    );
    this.socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) {
        this.text += data;
        this.place += data.length;
        this.socket.send(JSON.stringify({ type: 'ack', bytes: data.length }));
      } else {
        const said = JSON.parse(data.toString());
        if (said.type === 'start') this.place = said.offset;
        this.exitCode = said.code ?? this.exitCode;
      }
    });
    this.socket.on('close', (code) => {
      this.closed = code;
    });
    this.socket.on('error', () => {}); // `closed` tells
  }

  /** Opens a terminal and a window on it, and waits until it can be typed into. */
  static async open(learner: ApiClient): Promise<TerminalWindow> {
    const { status, body } = await learner.call(api.terminals.open, { body: { cols: 80, rows: 24 } });
    if (status !== 201) throw new Error(`no terminal: ${JSON.stringify(body)}`);
    const window = new TerminalWindow(learner, body.id);
    await once(window.socket, 'open');
    return window;
  }

  type(text: string): void {
    this.socket.send(Buffer.from(text));
  }
}
