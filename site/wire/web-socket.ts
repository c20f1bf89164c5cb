import { base } from '../words/base.ts';
import { withKey } from './browser-key.ts';

/** The part of a connection that the link uses. */
export interface Socket {
  send(data: string | Uint8Array): void;
  close(): void;
}

/** The events of a connection. */
export interface SocketEvents {
  text(text: string): void;
  bytes(bytes: Uint8Array): void;
  /** Called once, whether the connection was ever open or not. */
  closed(code: number): void;
}

/** Opens a WebSocket to a path of this page's own server, in the course that the page is of. */
export function openSocket(path: string, on: SocketEvents): Socket {
  const socket = new WebSocket(location.origin.replace(/^http/, 'ws') + withKey(base + path));
  socket.binaryType = 'arraybuffer';
  socket.onmessage = ({ data }) => {
    if (data instanceof ArrayBuffer) on.bytes(new Uint8Array(data));
    else on.text(String(data));
  };
  socket.onclose = ({ code }) => on.closed(code);
  return {
    // By its type WebSocket.send refuses views of shared memory. No view here is one.
    send: (data) => socket.send(data as string | Uint8Array<ArrayBuffer>),
    close: () => socket.close(),
  };
}
