import { connect, type Socket } from 'node:net';
import { HostNotReady } from '../hosts/contract.ts';
import { NotStarted, type StreamRequest } from './stream-request.ts';

/** The longest first line of an answer in bytes, and the longest wait for it in ms: a connection on the host may take a while. */
const LONGEST = 2048;
const PATIENCE = 30_000;
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

/** Opens them through the host-maker's socket for streams (streams.ts). */
export function streamsThrough(file: string): OpenStream {
  return async (request) => {
    const socket = connect(file);
    // Later failures are told by 'close'.
    socket.on('error', () => socket.destroy());
    socket.write(`${JSON.stringify(request)}\n`);
    const line = await firstLine(socket);
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

/** Reads the first line and leaves what follows in the socket. Undefined when there is no line, or it is too long or too late. */
function firstLine(socket: Socket): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  let begun = Buffer.alloc(0);
  const read = () => {
    for (let chunk = socket.read(); chunk !== null; chunk = socket.read()) {
      begun = Buffer.concat([begun, chunk]);
      const end = begun.indexOf(0x0a);
      if (end < 0 && begun.length <= LONGEST) continue;
      if (end < 0 || end > LONGEST) return done('EMSGSIZE');
      done(begun.subarray(0, end).toString());
      if (end + 1 < begun.length) socket.unshift(begun.subarray(end + 1));
      return;
    }
  };
  const closed = () => done(undefined);
  const timer = setTimeout(() => done('ETIMEDOUT'), PATIENCE);
  const done = (line: string | undefined) => {
    clearTimeout(timer);
    socket.off('readable', read).off('close', closed).off('end', closed);
    resolve(line);
  };
  socket.on('readable', read).once('close', closed).once('end', closed);
  return promise;
}
