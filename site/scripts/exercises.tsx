// Runs on pages that show exercises: their answer cards, and the learner's standing.

import { CountsWord } from '../exercise/CountsWord.tsx';
import { ExerciseCard } from '../exercise/ExerciseCard.tsx';
import { PointsWord } from '../exercise/PointsWord.tsx';
import { StandingWord } from '../exercise/StandingWord.tsx';
import { ExportWork } from '../export/ExportWork.tsx';
import { FromAlone } from '../join/FromAlone.tsx';
import { Continue } from '../learner/Continue.tsx';
import { mount } from '../shell/mount.ts';
import { loadWords } from '../words/now.ts';

await loadWords();
for (const place of document.querySelectorAll<HTMLElement>('[data-exercise]')) {
  mount(place, <ExerciseCard id={place.dataset.exercise ?? ''} />);
}
for (const place of document.querySelectorAll<HTMLElement>('[data-standing]')) {
  const otherwise = place.textContent?.trim() ?? '';
  mount(place, <StandingWord id={place.dataset.standing ?? ''} otherwise={otherwise} />);
}
for (const place of document.querySelectorAll<HTMLElement>('[data-points]')) {
  const otherwise = place.textContent?.trim() ?? '';
  mount(place, <PointsWord id={place.dataset.points ?? ''} otherwise={otherwise} />);
}
mount(document.querySelector('[data-mount="counts"]'), <CountsWord />);
mount(document.querySelector('[data-mount="export"]'), <ExportWork />);
mount(
  document.querySelector('[data-mount="continue"]'),
  <>
    <Continue />
    <FromAlone />
  </>,
);
