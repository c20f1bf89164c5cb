import { connect, type Socket } from 'node:net';
import { firstLine } from '../common/first-line.ts';
import { HostNotReady } from '../hosts/contract.ts';
import { NotStarted, type StreamRequest } from './stream-request.ts';

/** The longest first line of an answer in bytes, and the longest wait for it in ms: a connection on the host may take a while. */
const LIMITS = { longest: 2048, patience: 30_000 };
const ERRNO = /^E[A-Z0-9]{2,20}$/;

/** The stream could not be opened. `code` is the name of an errno, such as ECONNREFUSED. */
export class StreamError extends Error {
  override name = 'StreamError';
  readonly code: string;

  constructor(code: string) {
    super(`The lab host says ${code}.`);
    this.code = code;
  }
}

/** Opens streams to learners' hosts. They come paused: nothing is lost until somebody reads. @throws HostNotReady, StreamError */
export type OpenStream = (request: StreamRequest) => Promise<Socket>;

/**
 * Opens them through the host-maker's socket for streams (streams.ts).
 * @param to its file, or what opens a connection to it for a request.
 */
export function streamsThrough(to: string | ((request: StreamRequest) => Promise<Socket>)): OpenStream {
  return async (request) => {
    const socket = typeof to === 'string' ? connect(to) : await to(request);
    // Later failures are told by 'close'.
    socket.on('error', () => socket.destroy());
    socket.write(`${JSON.stringify(request)}\n`);
    const line = await firstLine(socket, LIMITS);
    if (line === 'OK') return socket;
    socket.destroy();
    if (line === undefined)
      throw new HostNotReady('The lab server is starting again; try again in a moment.');
    const { name, message } = notStarted(line) ?? {};
    if (message === undefined) throw new StreamError(ERRNO.test(line) ? line : 'EPROTO');
    throw name === 'HostNotReady' ? new HostNotReady(message) : new Error(message);
  };
}

/** The line that root sends when it could not start anything. Everything else comes from a program on the host, which may be the learner's own. */
function notStarted(line: string): NotStarted | undefined {
  try {
    return NotStarted.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
