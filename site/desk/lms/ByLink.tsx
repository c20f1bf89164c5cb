import { useState } from 'preact/hooks';
import type { AnswerOf } from '../../../protocol/api/contract.ts';
import type * as api from '../../../protocol/api/lms.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { shortMoment } from '../../words/format.ts';
import { CopyText } from '../CopyText.tsx';
import { registerLms } from '../state/lms.ts';

/** Makes a link by which an LMS connects itself (Dynamic Registration). */
export function ByLink() {
  const [link, setLink] = useState<AnswerOf<typeof api.registerLms>>();
  const { busy, problem, act } = useAct();
  const { moodle, canvas, other } = desk.lms.linkWhere;
  return (
    <>
      <h3>{desk.lms.short}</h3>
      <p class="soft">{desk.lms.shortText}</p>
      <div role="status">
        {link && (
          <div class="link-once">
            <CopyText text={link.url} />
            <p>{desk.lms.linkUntil(shortMoment(link.expiresAt))}</p>
            <ul class="lms-further">
              {[moodle, canvas, other].map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
      {problem && <ProblemNote problem={problem} />}
      <p>
        <button
          type="button"
          class={link ? 'button' : 'button primary'}
          aria-disabled={busy}
          onClick={() => void act(async () => setLink(await registerLms()))}
        >
          {desk.lms.makeLink}
        </button>
      </p>
    </>
  );
}
