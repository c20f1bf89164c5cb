import type { Readable } from 'node:stream';
import { Refused } from './refused.ts';

/** A host said more than it may, or took too long. The message says which, in words for the learner. */
export class OutOfBounds extends Refused {
  override name = 'OutOfBounds';

  constructor(message: string) {
    super('host-out-of-bounds', message);
  }
}

export interface Bounds {
  /** Most bytes that are read. */
  bytes: number;
  /** Most ms until the stream ends. */
  ms: number;
}

/**
 * All that a stream from a learner's host says until it ends. The program there is the learner's own, whatever its name is: it may say
 * anything, and go on for ever. Past a limit the stream is destroyed. @throws OutOfBounds
 */
export async function boundedText(stream: Readable, bounds: Bounds): Promise<string> {
  return (await boundedBytes(stream, bounds)).toString();
}

/** The same as bytes. @throws OutOfBounds */
export function boundedBytes(stream: Readable, { bytes, ms }: Bounds): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  let size = 0;
  const refuse = (why: string) => {
    reject(
      new OutOfBounds(
        `Your lab host ${why}; \`type find cat head\` there shows whether these are its own programs.`,
      ),
    );
    stream.destroy();
  };
  const timer = setTimeout(() => refuse(`took longer than ${ms / 1000} s for an answer`), ms);
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > bytes) refuse(`gave an answer of more than ${bytes / 1024} KiB`);
    else chunks.push(chunk);
  });
  stream.once('end', () => resolve(Buffer.concat(chunks)));
  stream.once('error', reject);
  // Nothing comes any more. An error that ended it before has been reported.
  stream.once('close', () => refuse('broke off its answer'));
  return promise.finally(() => clearTimeout(timer));
}

/** The same stream, destroyed past a limit: for data that is passed on and not kept. */
export function bounded<S extends Readable>(stream: S, { bytes, ms }: Bounds): S {
  let size = 0;
  const timer = setTimeout(() => stream.destroy(new OutOfBounds(`It took longer than ${ms / 1000} s.`)), ms);
  stream.once('close', () => clearTimeout(timer));
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > bytes) stream.destroy(new OutOfBounds(`It has more than ${bytes} bytes.`));
  });
  // Listening has begun to read; the code that passes the stream on resumes it.
  stream.pause();
  return stream;
}
