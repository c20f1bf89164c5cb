import type { WebSocket } from 'ws';
import { closeCode, FromClient } from '../../protocol/terminal.ts';
import type { Attachment, Terminal } from './terminal.ts';

/** Bytes that may wait for a client that reads nothing, beyond the output it has not acknowledged: answers to pings. */
const MOST_BUFFERED = 2 * 1024 * 1024;

/** Joins a WebSocket and a terminal until either ends. `from` is the client's place in the output, in bytes. */
export function serveTerminal(
  socket: WebSocket,
  terminal: Terminal,
  from: number,
  onInput: () => void = () => {},
): void {
  const attachment = terminal.attach(
    {
      bytes: (bytes) => socket.send(bytes),
      say: (message) => socket.send(JSON.stringify(message)),
      close: (code, reason) => socket.close(code, reason),
    },
    from,
  );
  socket.on('message', (data: Buffer, isBinary) => {
    // What comes after a broken frame, until the client has heard of it, is not to be trusted either.
    if (socket.readyState !== socket.OPEN) return;
    if (isBinary) onInput();
    const complaint = isBinary ? typed(attachment, data) : told(attachment, data.toString());
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
function told(attachment: Attachment, text: string): string | undefined {
  const message = FromClient.safeParse(parsed(text));
  if (!message.success)
    return 'A text frame must be {"type":"ack","bytes"} or {"type":"resize","cols","rows"}.';
  if (message.data.type === 'resize') attachment.resize(message.data);
  else if (!attachment.acknowledge(message.data.bytes)) return 'More bytes were acknowledged than were sent.';
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
