import { type EventName, events } from '../../protocol/events.ts';
import { Backoff } from '../wire/backoff.ts';
import { loadExercises } from './exercises.ts';
import { host, loadHost } from './host.ts';
import { loadMe } from './learner.ts';

const backoff = new Backoff();

/** Follows what happens to the learner's host and marks, from now on and for as long as the page is open. */
export function followEvents(): void {
  const source = new EventSource('/api/events');
  source.onopen = () => {
    backoff.reset();
    // What happened while nobody listened.
    void loadHost().catch(() => {});
  };
  source.onerror = () => {
    // The browser tries again by itself, unless the server refused it.
    if (source.readyState === EventSource.CLOSED) setTimeout(followEvents, backoff.next());
  };
  on(source, 'host', (data) => {
    const status = events.host.safeParse(data);
    if (status.success) host.value = status.data;
  });
  on(source, 'attempt', () => void refreshMarks());
}

/** Points and standings as the server has them now. */
export async function refreshMarks(): Promise<void> {
  await Promise.all([loadMe(), loadExercises()]).catch(() => {});
}

function on(source: EventSource, name: EventName, heard: (data: unknown) => void): void {
  source.addEventListener(name, (event) => heard(JSON.parse(event.data)));
}
