import { useState } from 'preact/hooks';
import type { LmsCourse, LmsRoster } from '../../../protocol/lms.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { inWords } from '../../words/format.ts';
import { Dialog } from '../Dialog.tsx';
import { takeLmsRoster } from '../state/lms.ts';

interface Props {
  course: LmsCourse;
  onClose: () => void;
  onChanged: () => Promise<void>;
}

/** Puts those who are in a course of the LMS on the roster, and says what came of it. */
export function RosterDialog({ course: { id, title }, onClose, onChanged }: Props) {
  const [report, setReport] = useState<LmsRoster>();
  const { busy, problem, act } = useAct();
  const take = async (): Promise<void> => {
    setReport(await takeLmsRoster(id));
    await onChanged();
  };
  return (
    <Dialog heading={desk.lms.takeRosterOf(title)} onClose={onClose}>
      <div class="stack">
        {!report && <p>{desk.lms.rosterText(title)}</p>}
        <div role="status">{report && <Report report={report} />}</div>
        {problem && <ProblemNote problem={problem} />}
        <div class="row dialog-foot">
          <button type="button" class="button" onClick={onClose}>
            {report ? desk.common.close : desk.common.cancel}
          </button>
          {!report && (
            <button type="button" class="button primary" aria-disabled={busy} onClick={() => void act(take)}>
              {desk.lms.takeIt}
            </button>
          )}
        </div>
      </div>
    </Dialog>
  );
}

function Report({ report: { added, found, known, gone } }: { report: LmsRoster }) {
  const named = [
    [desk.lms.rosterAdded, added],
    [desk.lms.rosterFound, found],
    [desk.lms.rosterGone, gone],
  ] as const;
  return (
    <div class="stack">
      {added.length + found.length + gone.length === 0 && <p>{desk.lms.rosterSame}</p>}
      {named.map(
        ([says, names]) =>
          names.length > 0 && (
            <p key={says(0)}>
              {says(names.length)}
              <br />
              <span class="soft">{inWords(names)}</span>
            </p>
          ),
      )}
      <p class="soft">{desk.lms.rosterKnown(known)}</p>
    </div>
  );
}
