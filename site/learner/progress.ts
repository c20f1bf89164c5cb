import { computed } from '@preact/signals';
import { classView, examPhase } from '../class/state.ts';
import { isDue, progressOf } from '../exercise/progress.ts';
import { exercises } from '../exercise/state.ts';
import { chapterTitles } from '../shell/chapter-titles.ts';
import { lastChapter, readChapters } from '../shell/visited.ts';
import { takesPart } from './state.ts';
import { nextStep, type Step } from './way.ts';

/** How far the learner is; undefined for who has not begun, and until that is known. */
export const progress = computed(() => {
  const list = takesPart.value ? exercises.value : undefined;
  if (!list) return undefined;
  const states = list.map((one) => progressOf(one, examPhase.value));
  const isBegun =
    lastChapter() !== undefined || states.some((state) => state !== 'open' && state !== 'closed');
  if (!isBegun) return undefined;
  return { done: states.filter((state) => state === 'done').length, of: list.length };
});

/** The next thing to do after an exercise, or else from the chapter where the learner was last. */
export function nextFor(after?: { chapter: string; number: number }): Step | undefined {
  const list = exercises.value ?? [];
  const answered = list.filter(({ standing }) => standing !== null).map(({ chapter }) => chapter);
  const course = {
    chapters: chapterTitles(),
    due: list.filter((one) => isDue(one, examPhase.value)),
    // Who has answered an exercise of a chapter is past its text, in whichever browser they read it.
    read: new Set([...readChapters(), ...answered]),
    closed: new Set(classView.value?.closedChapters),
  };
  return after
    ? nextStep(course, { chapter: after.chapter, after: after.number })
    : nextStep(course, { chapter: lastChapter() ?? answered.at(-1) });
}
