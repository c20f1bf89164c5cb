import { signal } from '@preact/signals';
import { Preview } from '../../protocol/preview.ts';
import { isSheet, setPane, showPane } from '../shell/pane.ts';
import { type ApiProblem, asProblem, call } from '../wire/api.ts';

/** How much of the pane the web page has: none of it, a part above the terminal, or all of it. */
export type PreviewSize = 'none' | 'beside' | 'full';

export const previewSize = signal<PreviewSize>('none');

/** The web page of a container's, or of anything else that the lab host reaches. */
export interface ShownPage {
  /** As the learner or the page gave it. */
  url: string;
  /** Where the lab server shows it; undefined while that is asked for, and when it can't. */
  shownAt?: string;
  problem?: ApiProblem;
  /** Tells one opening from the next, so that the same page is loaded again. */
  count: number;
}

export const shownPage = signal<ShownPage | undefined>(undefined);

export function setPreviewSize(size: PreviewSize): void {
  previewSize.value = size;
  if (size === 'none') shownPage.value = undefined;
  // Half a sheet is too little for a page.
  else if (isSheet()) setPane('full');
}

let count = 0;

/** Shows a page in the workbench, as the lab host sees it. */
export async function showPage(url: string): Promise<void> {
  count += 1;
  const page = { url, count };
  shownPage.value = page;
  showPane();
  if (previewSize.value === 'none') setPreviewSize('beside');
  const become = (more: Partial<ShownPage>) => {
    // Another may have been asked for meanwhile.
    if (shownPage.value?.count === page.count) shownPage.value = { ...page, ...more };
  };
  try {
    become({ shownAt: (await call('POST', '/api/preview', Preview, { url })).url });
  } catch (thrown) {
    become({ problem: asProblem(thrown) });
  }
}
