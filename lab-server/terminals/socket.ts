import type { WebSocket } from 'ws';
import { closeCode, FromClient } from '../../protocol/terminal.ts';
import type { Attachment, Terminal } from './terminal.ts';

/** Bytes that may wait for a client that reads nothing, beyond the output it has not acknowledged. These are answers to pings and to `settle`. */
const MOST_BUFFERED = 2 * 1024 * 1024;

/** What a window may do beyond looking. */
export interface WindowRights {
  /** Asked for each piece of input. */
  mayType(): boolean;
  /** Is given input that may not be typed now, and types it when it may. Without it such input is ignored. */
  hold?(bytes: Buffer, type: (bytes: Buffer) => void): void;
  /** Whether the terminal takes the window's size; otherwise the window is told the terminal's. */
  sizes: boolean;
  onInput?(): void;
}

const ALL: WindowRights = { mayType: () => true, sizes: true };

/** Joins a WebSocket and a terminal until either ends. `from` is the client's place in the output, in bytes. */
export function serveTerminal(
  socket: WebSocket,
  terminal: Terminal,
  from: number,
  rights: WindowRights = ALL,
): void {
  const attachment = terminal.attach(
    {
      bytes: (bytes) => socket.send(bytes),
      say: (message) => socket.send(JSON.stringify(message)),
      close: (code, reason) => socket.close(code, reason),
    },
    from,
    rights.sizes,
  );
  const type = (bytes: Buffer): string | undefined => {
    rights.onInput?.();
    return typed(attachment, bytes);
  };
  const input = (bytes: Buffer): string | undefined => {
    if (rights.mayType()) return type(bytes);
    rights.hold?.(bytes, type);
    return undefined;
  };
  socket.on('message', (data: Buffer, isBinary) => {
    // Frames that follow a broken one, until the client has heard of it, cannot be trusted either.
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MOST_BUFFERED) {
      socket.terminate();
      return;
    }
    const complaint = isBinary ? input(data) : told(attachment, data.toString());
    if (complaint) socket.close(closeCode.broken, complaint);
  });
  socket.on('ping', () => {
    if (socket.bufferedAmount > MOST_BUFFERED) socket.terminate();
  });
  socket.on('close', () => attachment.detach());
}

function typed(attachment: Attachment, bytes: Buffer): string | undefined {
  return attachment.input(bytes)
    ? undefined
    : 'More than 1 MiB of input waits for a program that does not read.';
}

/** Says what is wrong with a text frame; undefined when it was taken. */
function told(attachment: Attachment, text: string): string | undefined {
  const message = FromClient.safeParse(parsed(text));
  if (!message.success)
    // A reason has at most 123 bytes (RFC 6455, 5.5).
    return 'A text frame is of type "ack" (bytes), "resize" (cols, rows), "hidden", "settle" (count) or "answer" (text).';
  const said = message.data;
  if (said.type === 'resize') attachment.resize({ cols: said.cols, rows: said.rows });
  else if (said.type === 'hidden') attachment.resize(undefined);
  else if (said.type === 'answer') attachment.answer(said.text);
  else if (said.type === 'settle') attachment.settle(said.count);
  else if (!attachment.acknowledge(said.bytes)) return 'More bytes were acknowledged than were sent.';
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
