import { HostMap, mapEvents } from '../../protocol/host-map.ts';
import { hostMap, mapTrouble } from '../state/map.ts';
import { Backoff } from '../wire/backoff.ts';

/**
 * Follows the map of the learner's host. The lab server looks at a host only while somebody does this, so what is returned, which
 * ends it, is called as soon as nobody can see the map.
 */
export function followMap(): () => void {
  const backoff = new Backoff();
  let source: EventSource | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  const open = (): void => {
    source = new EventSource('/api/host/map');
    source.addEventListener('open', () => backoff.reset());
    source.addEventListener('error', () => {
      // The browser tries again by itself, unless the server refused it.
      if (source?.readyState === EventSource.CLOSED) again = setTimeout(open, backoff.next());
    });
    source.addEventListener('map', (event) => {
      const read = HostMap.safeParse(JSON.parse(event.data));
      if (!read.success) return;
      hostMap.value = read.data;
      mapTrouble.value = undefined;
    });
    source.addEventListener('trouble', (event) => {
      mapTrouble.value = mapEvents.trouble.safeParse(JSON.parse(event.data)).data?.detail;
    });
  };
  open();
  return () => {
    clearTimeout(again);
    source?.close();
  };
}
