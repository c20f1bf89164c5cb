import { showPage } from '../state/preview.ts';
import { isOfHost } from './of-host.ts';

/** Follows a link in a terminal's output: to a page of the lab host's in the workbench, to any other in a window of its own. */
export function follow(uri: string): void {
  if (isOfHost(uri)) void showPage(uri);
  else window.open(uri, '_blank', 'noopener,noreferrer');
}
