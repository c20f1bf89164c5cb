import { showPage } from '../preview/state.ts';
import { isOfHost } from './of-host.ts';

/** Follows a link in a terminal's output. A page of the lab host opens in the workbench, any other in a window of its own. */
export function follow(uri: string): void {
  if (isOfHost(uri)) void showPage(uri);
  else window.open(uri, '_blank', 'noopener,noreferrer');
}
