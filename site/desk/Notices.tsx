import { toTheSecond } from '../shell/clock.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useAct } from '../ui/use-act.ts';
import { desk } from '../words/desk-now.ts';
import { DeskIcon } from './DeskIcon.tsx';
import { countdown } from './spans.ts';
import { dismiss, type Notice, notices } from './state/notices.ts';

/** Says once, at the lower edge, what was just done. */
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
