import { connect, type Socket } from 'node:net';
import { HostNotReady } from '../hosts/contract.ts';
import { NotStarted, type StreamRequest } from './stream-request.ts';

/** The stream is not there; `code` is the name of an errno, such as ECONNREFUSED. */
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
    // What becomes of it later is told by 'close'.
    socket.on('error', () => socket.destroy());
    socket.write(`${JSON.stringify(request)}\n`);
    const line = await firstLine(socket);
    if (line === 'OK') return socket;
    socket.destroy();
    if (line === undefined)
      throw new HostNotReady('The lab server is starting again; try again in a moment.');
    if (!line.startsWith('{')) throw new StreamError(line);
    const { name, message } = NotStarted.parse(JSON.parse(line));
    throw name === 'HostNotReady' ? new HostNotReady(message) : new Error(message);
  };
}

/** What comes after it is left in the socket. Undefined when there is none. */
function firstLine(socket: Socket): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  let begun = Buffer.alloc(0);
  const read = () => {
    for (let chunk = socket.read(); chunk !== null; chunk = socket.read()) {
      begun = Buffer.concat([begun, chunk]);
      const end = begun.indexOf(0x0a);
      if (end < 0) continue;
      done(begun.subarray(0, end).toString());
      if (end + 1 < begun.length) socket.unshift(begun.subarray(end + 1));
      return;
    }
  };
  const closed = () => done(undefined);
  const done = (line: string | undefined) => {
    socket.off('readable', read).off('close', closed).off('end', closed);
    resolve(line);
  };
  socket.on('readable', read).once('close', closed).once('end', closed);
  return promise;
}
