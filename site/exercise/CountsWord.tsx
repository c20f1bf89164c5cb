import { classView } from '../class/state.ts';
import { words } from '../words/now.ts';

/** Says which attempt counts: the best one, unless the learner's class says otherwise. */
export function CountsWord() {
  return <>{words.exercise.counts[classView.value?.counts ?? 'best']}</>;
}
