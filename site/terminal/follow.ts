import { showPage } from '../state/preview.ts';

/** Follows a link in a terminal's output: to a page of the lab host's in the workbench, to any other in a window of its own. */
export function follow(uri: string): void {
  if (isOfHost(uri)) void showPage(uri);
  else window.open(uri, '_blank', 'noopener,noreferrer');
}

/** Whether it is http and leads to an address: what has a name is out in the world, where this browser may find it. */
export function isOfHost(uri: string): boolean {
  const url = URL.parse(uri);
  if (url?.protocol !== 'http:') return false;
  return /^(localhost|\d+\.\d+\.\d+\.\d+|\[.*\])$/.test(url.hostname);
}
