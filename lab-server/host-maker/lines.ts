import type { Socket } from 'node:net';

/** One JSON value a line over a socket, both ways. */
export class JsonLines {
  readonly #socket: Socket;

  /**
   * Calls `take` with each line's value, undefined where it is no JSON. A line longer than `longest` bytes ends the connection: who
   * sends it is to be cut off before it fills the memory.
   */
  constructor(socket: Socket, longest: number, take: (value: unknown) => void) {
    this.#socket = socket;
    let begun = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      const lines = (begun + chunk).split('\n');
      begun = lines.pop() ?? '';
      if (begun.length > longest || lines.some((line) => line.length > longest)) socket.destroy();
      else for (const line of lines) take(parsed(line));
    });
    // What became of it is told by 'close'.
    socket.on('error', () => socket.destroy());
  }

  send(value: unknown): void {
    if (this.#socket.writable) this.#socket.write(`${JSON.stringify(value)}\n`);
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
