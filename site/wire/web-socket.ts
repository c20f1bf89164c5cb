/** One connection, as the link uses it. */
export interface Socket {
  send(data: string | Uint8Array): void;
  close(): void;
}

/** What happens on a connection. */
export interface SocketEvents {
  text(text: string): void;
  bytes(bytes: Uint8Array): void;
  /** Once, whether it was ever open or not. */
  closed(code: number): void;
}

/** Opens a WebSocket to a path of this page's own server. */
export function openSocket(path: string, on: SocketEvents): Socket {
  const socket = new WebSocket(location.origin.replace(/^http/, 'ws') + path);
  socket.binaryType = 'arraybuffer';
  socket.onmessage = ({ data }) => {
    if (data instanceof ArrayBuffer) on.bytes(new Uint8Array(data));
    else on.text(String(data));
  };
  socket.onclose = ({ code }) => on.closed(code);
  return {
    // WebSocket.send refuses views of shared memory by its type; none here is one.
    send: (data) => socket.send(data as string | Uint8Array<ArrayBuffer>),
    close: () => socket.close(),
  };
}
