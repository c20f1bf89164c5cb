import { openPath } from '../editor/place.ts';
import { needLearner } from '../learner/state.ts';

/** Makes the lesson's buttons work that open a file in the editor (site/components/OpenFile.astro). */
export function watchOpenFile(): void {
  document.addEventListener('click', async (event) => {
    const button =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-open-file]') : null;
    const { openFile: path, line } = button?.dataset ?? {};
    if (path === undefined || !(await needLearner())) return;
    openPath({ path, ...(line && { line: Number(line) }) });
  });
}
