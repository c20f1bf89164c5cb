import { desk } from '../../words/desk-now.ts';
import { notify } from '../state/notices.ts';
import type { BegunFor } from '../state/resets.ts';

/** Says for how many learners something was begun, and why not for others. */
export function notifyBegun({ learners, refused }: BegunFor): void {
  if (learners.length > 0) notify({ text: desk.reset.begun(learners.length) });
  for (const { name, why } of refused) notify({ text: `${name}: ${why}` });
}
