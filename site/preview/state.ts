import { signal } from '@preact/signals';
import * as api from '../../protocol/api/preview.ts';
import { isSheet, setPane, showPane } from '../shell/pane.ts';
import { type ApiProblem, asProblem, call } from '../wire/api.ts';

/** How much of the pane the web page has: nothing, a part above the terminal, or all of it. */
export type PreviewSize = 'none' | 'beside' | 'full';

export const previewSize = signal<PreviewSize>('none');

/** The web page of a container, or of anything else that the lab host reaches. */
export interface ShownPage {
  /** The address as the learner or the page gave it. */
  url: string;
  /** The address at which the lab server shows it; undefined while the page asks for that, and when it can't be shown. */
  shownAt?: string;
  problem?: ApiProblem;
  /** Distinguishes one opening from the next, so that the same page is loaded again. */
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
    // Another page may have been asked for meanwhile.
    if (shownPage.value?.count === page.count) shownPage.value = { ...page, ...more };
  };
  try {
    become({ shownAt: (await call(api.show, { body: { url } })).url });
  } catch (thrown) {
    become({ problem: asProblem(thrown) });
  }
}
