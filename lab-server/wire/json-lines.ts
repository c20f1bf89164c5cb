import type { Socket } from 'node:net';
import type { Channel } from './channel.ts';

/**
 * A channel over a socket: one JSON value a line.
 * @param longest most characters of an incoming line. A longer one ends the connection before it fills the memory.
 */
export function jsonLines(socket: Socket, longest: number): Channel {
  socket.setEncoding('utf8');
  // 'close' tells of the failure.
  socket.on('error', () => socket.destroy());
  return {
    get isOpen() {
      return socket.writable;
    },
    send(value) {
      if (socket.writable) socket.write(`${JSON.stringify(value)}\n`);
    },
    onMessage(take) {
      let begun = '';
      socket.on('data', (chunk: string) => {
        const lines = (begun + chunk).split('\n');
        begun = lines.pop() ?? '';
        if (begun.length > longest || lines.some((line) => line.length > longest)) socket.destroy();
        for (const line of lines) {
          if (socket.destroyed) return;
          take(parsed(line));
        }
      });
    },
    onClose(listener) {
      socket.once('close', listener);
    },
    close() {
      socket.destroy();
    },
  };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
