import type { Socket } from 'node:net';

interface Limits {
  /** Most bytes of the line. */
  longest: number;
  /** Most ms until it is there. */
  patience: number;
}

/**
 * Reads the first line of a connection and leaves what follows in it.
 * @returns undefined when the other side went away before the end of the line; `EMSGSIZE` or `ETIMEDOUT` when the line is too long or too late.
 */
export function firstLine(socket: Socket, { longest, patience }: Limits): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  let begun = Buffer.alloc(0);
  const read = () => {
    for (let chunk = socket.read(); chunk !== null; chunk = socket.read()) {
      begun = Buffer.concat([begun, chunk]);
      const end = begun.indexOf(0x0a);
      if (end < 0 && begun.length <= longest) continue;
      if (end < 0 || end > longest) return done('EMSGSIZE');
      done(begun.subarray(0, end).toString());
      if (end + 1 < begun.length) socket.unshift(begun.subarray(end + 1));
      return;
    }
  };
  const closed = () => done(undefined);
  const timer = setTimeout(() => done('ETIMEDOUT'), patience);
  const done = (line: string | undefined) => {
    clearTimeout(timer);
    socket.off('readable', read).off('close', closed).off('end', closed);
    resolve(line);
  };
  socket.on('readable', read).once('close', closed).once('end', closed);
  return promise;
}
