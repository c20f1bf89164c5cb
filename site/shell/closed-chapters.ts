import { effect } from '@preact/signals';
import { classView } from '../class/state.ts';

/** Marks the links to chapters that the class has closed, in every list of chapters on the page. */
export function watchClosedChapters(): void {
  effect(() => {
    const closed = new Set(classView.value?.closedChapters);
    for (const link of document.querySelectorAll<HTMLElement>('[data-chapter]')) {
      const isClosed = closed.has(link.dataset.chapter ?? '');
      link.toggleAttribute('data-closed', isClosed);
      const word = link.querySelector<HTMLElement>('.closed-word');
      if (word) word.hidden = !isClosed;
    }
  });
}
