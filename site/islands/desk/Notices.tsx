import { countdown } from '../../desk/spans.ts';
import { toTheSecond } from '../../state/clock.ts';
import { dismiss, type Notice, notices } from '../../state/desk/notices.ts';
import { desk } from '../../words/desk-now.ts';
import { ProblemNote } from '../ProblemNote.tsx';
import { DeskIcon } from './DeskIcon.tsx';
import { useAct } from './use-act.ts';

/** What was just done, said once, at the lower edge. */
export function Notices() {
  return (
    <div class="notices" role="status">
      {notices.value.map((notice) => (
        <NoticeView key={notice.id} notice={notice} onClose={() => dismiss(notice.id)} />
      ))}
    </div>
  );
}

function NoticeView({ notice: { text, undo }, onClose }: { notice: Notice; onClose: () => void }) {
  const { problem, act } = useAct();
  return (
    <div class="notice">
      <span>{text}</span>
      {undo && (
        <button
          type="button"
          class="button small"
          onClick={() => void act(undo.run).then((done) => done && onClose())}
        >
          <DeskIcon sign="undo" /> {desk.common.undo}
          <span class="soft" aria-hidden="true">
            {countdown(undo.until, toTheSecond.value)}
          </span>
        </button>
      )}
      <button type="button" class="quiet icon" aria-label={desk.common.close} onClick={onClose}>
        <DeskIcon sign="close" />
      </button>
      {problem && <ProblemNote problem={problem} />}
    </div>
  );
}
