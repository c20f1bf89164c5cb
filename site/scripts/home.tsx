// Runs on the start page: where a learner who has begun goes on.
import { FromAlone } from '../join/FromAlone.tsx';
import { Continue } from '../learner/Continue.tsx';
import { mount } from '../shell/mount.ts';
import { loadWords } from '../words/now.ts';

await loadWords();
const place = document.querySelector<HTMLElement>('[data-mount="continue"]');
const begin = place?.querySelector('a');
mount(
  place,
  <>
    <Continue {...(begin ? { begin: { href: begin.href, word: begin.textContent } } : {})} seesExercises />
    <FromAlone />
  </>,
);
