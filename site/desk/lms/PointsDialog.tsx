import type { ClassDetail } from '../../../protocol/desk/class.ts';
import type { LmsCourse, LmsOfClass, LmsScore } from '../../../protocol/lms.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { number, shortMoment } from '../../words/format.ts';
import { Dialog } from '../Dialog.tsx';
import { sendLmsScores } from '../state/lms.ts';
import { notify } from '../state/notices.ts';
import { Trouble } from './Trouble.tsx';

interface Props {
  course: LmsCourse;
  here: ClassDetail;
  onSet: (now: LmsOfClass) => void;
  onClose: () => void;
}

/** The points that have not come to the gradebook of an LMS, each with the reason, and a button that sends all once more. */
export function PointsDialog({ course: { id, title, scores }, here, onSet, onClose }: Props) {
  const { busy, problem, act } = useAct();
  const open = scores.filter(({ state }) => state !== 'sent');
  const send = async (): Promise<void> => {
    onSet(await sendLmsScores(id));
    notify({ text: desk.lms.isSending });
  };
  return (
    <Dialog heading={desk.lms.detailsOf(title)} onClose={onClose} look="wide">
      <div class="stack">
        {open.length === 0 ? (
          <p>{desk.lms.allSent}</p>
        ) : (
          <ul class="plain-list">
            {open.map((score) => (
              <OneScore key={`${score.learner} ${score.column}`} score={score} here={here} />
            ))}
          </ul>
        )}
        <p class="soft small-text">{desk.lms.sendAgainText}</p>
        {problem && <ProblemNote problem={problem} />}
        <div class="row dialog-foot">
          <button type="button" class="button" onClick={onClose}>
            {desk.common.close}
          </button>
          <button type="button" class="button primary" aria-disabled={busy} onClick={() => void act(send)}>
            {desk.lms.sendAgain}
          </button>
        </div>
      </div>
    </Dialog>
  );
}

function OneScore({ score, here }: { score: LmsScore; here: ClassDetail }) {
  const { name, column, points, possible, state, why, detail, nextAt } = score;
  const isExercise = here.exercises.some(({ number: at, title }) => `${at}. ${title}` === column);
  return (
    <li class="lms-score" data-state={state}>
      <span class="lms-one">
        <strong>{name}</strong>, <span lang={isExercise ? 'en' : undefined}>{column}</span>:{' '}
        {points === null ? desk.lms.takenBack : desk.common.points(number(points), number(possible))}
      </span>
      <span class={state === 'refused' ? 'badge warm' : 'badge'}>{desk.lms.stateOf[state]}</span>
      {why !== null && <Trouble why={why} detail={detail} />}
      {state === 'waiting' && nextAt !== null && (
        <p class="soft small-text">{desk.lms.nextTry(shortMoment(nextAt))}</p>
      )}
    </li>
  );
}
