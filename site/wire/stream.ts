import type { z } from 'zod';
import { Backoff } from './backoff.ts';

type Heard<S extends Record<string, z.ZodType>> = { [Name in keyof S]?: (data: z.infer<S[Name]>) => void };

/**
 * Follows server-sent events for as long as the page is open, or until the function that it gives is called. A connection
 * that drops comes back by itself.
 * @param schemas of each event by its name; what does not fit is passed over.
 * @param onOpen each time it is connected, when what happened before was missed.
 */
export function followStream<S extends Record<string, z.ZodType>>(
  path: string,
  schemas: S,
  heard: Heard<S>,
  { onOpen = () => {}, onDrop = () => {} }: { onOpen?: () => void; onDrop?: () => void } = {},
): () => void {
  const backoff = new Backoff();
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const connect = (): void => {
    source = new EventSource(path);
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
        const read = schemas[name]?.safeParse(JSON.parse(event.data));
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
