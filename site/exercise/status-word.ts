import type { VerdictStatus } from '../../protocol/verdict.ts';
import { me } from '../learner/state.ts';
import { words } from '../words/now.ts';

/** A status in words for the learner. Where there is no instructor, nobody but they will look at what the check could not decide. */
export const statusWord = (status: VerdictStatus): string =>
  status === 'needs-review' && me.value?.selfStudy ? words.exercise.compare : words.exercise.status[status];
