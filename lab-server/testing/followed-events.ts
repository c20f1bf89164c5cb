import { onTestFinished } from 'vitest';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import type { LearnerClient } from './learner-client.ts';
import { type ServerEvent, serverEvents } from './server-events.ts';

/** Follows the stream as a page would. `events` grows, and `ended` turns true when the server hangs up. */
export async function follow(client: Pick<LearnerClient, 'fetch'>, path = pathOf(api.host.events)) {
  const abort = new AbortController();
  onTestFinished(() => abort.abort());
  const response = await client.fetch(path, { signal: abort.signal });
  const followed = { response, events: [] as ServerEvent[], ended: false, leave: () => abort.abort() };
  if (response.status === 200) void read(response, followed);
  return followed;
}

async function read(response: Response, followed: { events: ServerEvent[]; ended: boolean }): Promise<void> {
  for await (const one of serverEvents(response)) followed.events.push(one);
  followed.ended = true;
}
