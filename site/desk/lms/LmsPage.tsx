import '../../styles/desk-home.css';
import '../../styles/desk-settings.css';
import '../../styles/desk-lms.css';
import type { LmsDesk } from '../../../protocol/lms.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { desk } from '../../words/desk-now.ts';
import { href } from '../../words/now.ts';
import { Notices } from '../Notices.tsx';
import { loadLms } from '../state/lms.ts';
import { instructor } from '../state/session.ts';
import { useRemote } from '../use-remote.ts';
import { ConnectForm } from './ConnectForm.tsx';
import { LmsList } from './LmsList.tsx';
import { OurKeys } from './OurKeys.tsx';
import { TellLms } from './TellLms.tsx';

/** Connects a school's LMS: what the LMS has to know, what this lab server has to know, and a test. */
export function LmsPage() {
  const { value: known, problem, reload, set } = useRemote(loadLms);
  return (
    <div class="lms-page">
      <header class="stack">
        <h1>{desk.lms.heading}</h1>
        <p class="soft">
          {desk.lms.lead} <a href={href('/docs/lms/')}>{desk.lms.docs}</a>
        </p>
      </header>
      {problem && <ProblemNote problem={problem} />}
      {instructor.value?.operator !== true ? (
        <p class="empty-note">{desk.lms.operatorOnly}</p>
      ) : known ? (
        <Steps known={known} onChanged={reload} onSet={set} />
      ) : (
        !problem && <p>{desk.common.loading}</p>
      )}
      <Notices />
    </div>
  );
}

interface Props {
  known: LmsDesk;
  onChanged: () => Promise<void>;
  onSet: (known: LmsDesk) => void;
}

function Steps({ known: { here, lms, keys }, onChanged, onSet }: Props) {
  return (
    <>
      {here ? (
        <>
          <TellLms here={here} />
          <ConnectForm onChanged={onChanged} />
        </>
      ) : (
        <section class="settings-part">
          <p>
            <strong>{desk.lms.noHttps}</strong>
          </p>
          <ol class="lms-further">
            {desk.lms.needs.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ol>
          <p>
            <a href={href('/docs/operator/#tls')}>{desk.lms.docs}</a>
          </p>
        </section>
      )}
      {(here || lms.length > 0) && <LmsList list={lms} onChanged={onChanged} />}
      {here && <OurKeys keys={keys} onSet={onSet} />}
    </>
  );
}
