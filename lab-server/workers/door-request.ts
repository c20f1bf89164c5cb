import { z } from 'zod';
import { HandedOver } from '../terminals/hand-over.ts';

/** Names one run of a lab server's web server: another run, also of the same lab server, has another name. */
const Run = z.uuid();

/**
 * The first line of each connection to a worker, as JSON: where the connection goes. The worker answers with a line, `OK` or a Turned, and
 * what follows is what the place speaks:
 *
 * - `host-maker`: the wire of the host-maker's table. The worker is the lab server's for as long as this connection lasts, or until one asks
 *   that took over from it later (OwnKeys).
 * - `terminals`: the wire of the terminals' table.
 * - `stream`: a stream to a lab host, which begins with a StreamRequest.
 * - `window`: what a browser sends and gets over a WebSocket.
 */
export const DoorRequest = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('host-maker'), run: Run, tookOver: z.int().min(0) }),
  z.strictObject({ to: z.literal('terminals'), run: Run }),
  z.strictObject({ to: z.literal('stream'), run: Run }),
  z.strictObject({ to: z.literal('window'), run: Run, window: HandedOver }),
]);
export type DoorRequest = z.infer<typeof DoorRequest>;

/** Why a connection does not go on, in words for the operator. */
export const Turned = z.strictObject({ turned: z.string().max(1000) });
export type Turned = z.infer<typeof Turned>;

/** Most bytes of the first line: a WebSocket's request may have headers of 16 KiB, and what a browser sent at once comes along. */
export const LONGEST_REQUEST = 256 * 1024;
