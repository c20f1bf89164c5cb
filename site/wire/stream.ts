import type { Contract, EventsOf } from '../../protocol/api/contract.ts';
import { type Filled, filledPath } from '../../protocol/api/path.ts';
import { base } from '../words/base.ts';
import { Backoff } from './backoff.ts';
import { withKey } from './browser-key.ts';

type Heard<C extends Contract> = { [Name in keyof EventsOf<C>]?: (data: EventsOf<C>[Name]) => void };

/**
 * Follows server-sent events as long as the page is open, or until the returned function is called. A connection that drops comes back by
 * itself. Data that does not fit the contract's events is ignored.
 * @param onOpen called at each connection, since earlier events were missed.
 */
export function followStream<C extends Contract>(
  contract: C,
  filled: Filled<C>,
  heard: Heard<C>,
  { onOpen = () => {}, onDrop = () => {} }: { onOpen?: () => void; onDrop?: () => void } = {},
): () => void {
  const path = base + filledPath(contract, filled);
  const { events } = contract.answer;
  const backoff = new Backoff();
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const connect = (): void => {
    source = new EventSource(withKey(path));
    source.onopen = () => {
      backoff.reset();
      onOpen();
    };
    source.onerror = () => {
      onDrop();
      // The browser tries again by itself, unless the server refused it.
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(connect, backoff.next());
    };
    for (const name of Object.keys(heard)) {
      source.addEventListener(name, (event) => {
        const read = events?.[name]?.safeParse(JSON.parse(event.data));
        if (read?.success) heard[name]?.(read.data as never);
      });
    }
  };
  connect();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
