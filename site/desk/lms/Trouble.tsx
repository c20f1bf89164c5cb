import type { LmsTrouble } from '../../../protocol/lms.ts';
import { desk } from '../../words/desk-now.ts';

/** What is wrong between us and an LMS and the way out, with what the LMS or the network said, in whatever language. */
export function Trouble({ why, detail }: { why: LmsTrouble; detail: string }) {
  return (
    <div class="lms-trouble">
      <p>{desk.lms.trouble[why]}</p>
      {detail !== '' && (
        <p class="soft small-text">
          {desk.lms.saidThere} <span lang="">{detail}</span>
        </p>
      )}
    </div>
  );
}
