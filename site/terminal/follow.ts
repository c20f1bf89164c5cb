import { showPage } from '../preview/state.ts';
import { isOfHost } from './of-host.ts';

/** Follows a link in a terminal's output. A page of the lab host opens in the workbench, any other in a window of its own. */
export function follow(uri: string): void {
  if (isOfHost(uri)) void showPage(uri);
  else window.open(uri, '_blank', 'noopener,noreferrer');
}

/** The same in a terminal of another host than the learner's own, of which the workbench shows no page. */
export function followAway(uri: string): void {
  if (!isOfHost(uri)) window.open(uri, '_blank', 'noopener,noreferrer');
}
