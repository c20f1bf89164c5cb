import type { LmsDesk } from '../../../protocol/lms.ts';
import { desk } from '../../words/desk-now.ts';
import { CopyText } from '../CopyText.tsx';
import { ByLink } from './ByLink.tsx';
import { canvasFields } from './platforms.ts';

const ADDRESSES = ['launch', 'login', 'keys', 'choose', 'domain'] as const;

/** What whoever runs the LMS has to enter there: a link by which it connects itself, or our addresses. */
export function TellLms({ here }: { here: NonNullable<LmsDesk['here']> }) {
  const { moodle, canvas } = desk.grades.platform;
  return (
    <section class="settings-part" aria-labelledby="lms-tell">
      <h2 id="lms-tell">{desk.lms.stepTell}</h2>
      <ByLink />
      <h3>{desk.lms.byHand}</h3>
      <p class="soft">{desk.lms.byHandText}</p>
      <dl class="lms-addresses">
        {ADDRESSES.map((one) => (
          <div key={one}>
            <dt>{desk.lms.addresses[one]}</dt>
            <dd>
              <CopyText text={here[one]} />
              <span class="soft small-text">
                {desk.lms.moodleFields[one] !== undefined && (
                  <span>
                    {desk.lms.inLms(moodle)} {desk.lms.moodleFields[one]}
                  </span>
                )}
                <span>
                  {desk.lms.inLms(canvas)} <span lang="en">{canvasFields[one]}</span>
                </span>
              </span>
            </dd>
          </div>
        ))}
      </dl>
      <Further lms={moodle} list={desk.lms.furtherMoodle} />
      <Further lms={canvas} list={desk.lms.furtherCanvas} />
    </section>
  );
}

function Further({ lms, list }: { lms: string; list: readonly string[] }) {
  return (
    <details class="fold">
      <summary>{desk.lms.further(lms)}</summary>
      <ul class="lms-further">
        {list.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </details>
  );
}
