import type { WebSocket } from 'ws';
import { closeCode, FromClient } from '../../protocol/terminal.ts';
import type { Attachment, Terminal } from './terminal.ts';

/** Bytes that may wait for a client that reads nothing, beyond the output it has not acknowledged: answers to pings. */
const MOST_BUFFERED = 2 * 1024 * 1024;

/** What a window may do beyond looking. */
export interface WindowRights {
  /** Asked for each piece of input; what may not be typed is passed over. */
  mayType(): boolean;
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
  socket.on('message', (data: Buffer, isBinary) => {
    // What comes after a broken frame, until the client has heard of it, is not to be trusted either.
    if (socket.readyState !== socket.OPEN) return;
    if (isBinary && !rights.mayType()) return;
    if (isBinary) rights.onInput?.();
    const complaint = isBinary ? typed(attachment, data) : told(attachment, data.toString(), rights.sizes);
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

/** What is wrong with a text frame; undefined when it was taken. */
function told(attachment: Attachment, text: string, sizes: boolean): string | undefined {
  const message = FromClient.safeParse(parsed(text));
  if (!message.success)
    return 'A text frame must be {"type":"ack","bytes"} or {"type":"resize","cols","rows"}.';
  if (message.data.type === 'resize') {
    if (sizes) attachment.resize(message.data);
  } else if (!attachment.acknowledge(message.data.bytes))
    return 'More bytes were acknowledged than were sent.';
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
