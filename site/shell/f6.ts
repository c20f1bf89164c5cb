import { isFront, loaded } from '../editor/place.ts';
import { active } from '../terminal/state.ts';
import { viewOf } from '../terminal/views.ts';
import { showPane } from './pane.ts';

/** F6 goes from the lesson to the terminal, and back to the place in the lesson. Tab belongs to the shell. */
export function watchF6(lesson: HTMLElement, workbench: HTMLElement): void {
  let left: HTMLElement = lesson;
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'F6') return;
    event.preventDefault();
    const focused = document.activeElement;
    if (focused && workbench.contains(focused)) {
      (left.isConnected ? left : lesson).focus({ preventScroll: true });
      return;
    }
    if (focused instanceof HTMLElement && lesson.contains(focused)) left = focused;
    showPane();
    const view = viewOf(active.value);
    if (isFront.value && loaded.value) loaded.value.focus();
    else if (view) view.focus();
    else workbench.querySelector<HTMLElement>('input, button')?.focus();
  });
}
