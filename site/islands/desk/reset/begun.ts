import { notify } from '../../../state/desk/notices.ts';
import type { BegunFor } from '../../../state/desk/resets.ts';
import { desk } from '../../../words/desk-now.ts';

/** Says for how many something was begun, and why not for others. */
export function notifyBegun({ learners, refused }: BegunFor): void {
  if (learners.length > 0) notify({ text: desk.reset.begun(learners.length) });
  for (const { name, why } of refused) notify({ text: `${name}: ${why}` });
}
