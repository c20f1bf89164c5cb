import { type Duplex, pipeline } from 'node:stream';

/** pipeline() listens to a stream that is both its first and its last some ten times. */
const LISTENERS = 32;

/** Has two connections carry what the other one gets, until either ends. What one was given before its end reaches the other. */
export function joinStreams(one: Duplex, other: Duplex): void {
  one.setMaxListeners(LISTENERS);
  other.setMaxListeners(LISTENERS);
  // Node ends both when either fails.
  pipeline(one, other, one, () => {});
}
