import type { ChildProcess } from 'node:child_process';
import type { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { z } from 'zod';
import { isOfWire } from '../wire/ipc.ts';
import { plainTwin } from './plain-twin.ts';

/** The terminal that a WebSocket is for, its learner, and the client's place in the output, in bytes. */
const Window = z.strictObject({
  learner: z.string(),
  id: z.string(),
  from: z.int().min(0),
  /** The instructor who looks at it, when it is not the learner's own. */
  by: z.strictObject({ id: z.string(), name: z.string() }).optional(),
  /** The right by which it was let in, as the web server writes it. The web server says when that right is lost. */
  right: z.string(),
});
export type Window = z.infer<typeof Window>;

/** The request that asks for a WebSocket. */
export type Upgrade = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

/** The data that goes with the connection of a WebSocket that was let in. */
export const HandedOver = z.strictObject({
  window: Window,
  upgrade: z.strictObject({
    method: z.string().optional(),
    url: z.string().optional(),
    headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  }),
  /** The bytes that came after the request, in base64. */
  head: z.string(),
});

/** The same as it is sent. */
export const handedOver = (
  window: Window,
  { method, url, headers }: Upgrade,
  head: Buffer,
): z.infer<typeof HandedOver> => ({
  window,
  upgrade: { method, url, headers: headers as Record<string, string | string[]> },
  head: head.toString('base64'),
});

/**
 * Hands the connection of a WebSocket over to the parent process. This goes over Node's channel and not over the wire, since it takes a
 * descriptor along.
 * @param folder the web server's own.
 */
export const handOverBy =
  (folder: string) =>
  (window: Window, upgrade: Upgrade, socket: Duplex, head: Buffer): void => {
    const send = (plain: Socket) => process.send?.(handedOver(window, upgrade, head), plain);
    socket.on('error', () => socket.destroy());
    if (socket instanceof TLSSocket) plainTwin(socket, folder).then(send, () => socket.destroy());
    else if (socket instanceof Socket) send(socket);
    else throw new Error('Only a connection of the machine can be handed over.');
  };

interface Taker {
  show(window: Window, upgrade: Upgrade, socket: Duplex, head: Buffer): void;
  /** The child sent something that is neither a connection nor a message of the wire. */
  onMalformed(): void;
}

/** Takes over the connections that a child hands over. */
export function takeOver(child: ChildProcess, { show, onMalformed }: Taker): void {
  child.on('message', (message, socket) => {
    if (isOfWire(message)) return;
    const { data } = HandedOver.safeParse(message);
    if (!data) onMalformed();
    // There is no socket when the client hung up while its connection was on its way here.
    else if (socket instanceof Socket) {
      show(data.window, data.upgrade as Upgrade, socket, Buffer.from(data.head, 'base64'));
    }
  });
}
