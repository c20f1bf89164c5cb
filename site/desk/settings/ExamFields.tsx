import type { Exam } from '../../../protocol/class.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { Check } from '../Check.tsx';
import { fromLocal, toLocal } from '../spans.ts';
import { changeClass } from '../state/class.ts';
import type { SettingsPart } from './part.ts';

const HOUR = 3_600_000;

/** An exam from the next full hour, for an hour. */
function proposed(): Exam {
  const from = Math.ceil(Date.now() / HOUR) * HOUR;
  return {
    from: new Date(from).toISOString(),
    until: new Date(from + HOUR).toISOString(),
    attempts: null,
    released: false,
  };
}

/** Exam mode: its times, the number of attempts, and releasing the verdicts. */
export function ExamFields({ settings, onChange, here }: SettingsPart) {
  const { exam } = settings;
  const { busy, problem, act } = useAct();
  const change = (part: Partial<Exam>): void => onChange({ exam: exam && { ...exam, ...part } });
  const saved = here.settings.exam;
  const release = async (): Promise<void> => {
    if (!saved) return;
    const released = { ...saved, released: true };
    await changeClass({ settings: { ...here.settings, exam: released } });
    onChange({ exam: released });
  };
  return (
    <section class="settings-part">
      <h2>{desk.settings.exam}</h2>
      <Check checked={exam !== null} onChange={(isOn) => onChange({ exam: isOn ? proposed() : null })}>
        {desk.settings.examOn} <span class="soft">{desk.settings.examText}</span>
      </Check>
      {exam && (
        <div class="two-fields">
          <TextField
            label={desk.settings.from}
            type="datetime-local"
            value={toLocal(exam.from)}
            onInput={(text) => change({ from: fromLocal(text) ?? exam.from })}
            required
          />
          <TextField
            label={desk.settings.until}
            type="datetime-local"
            value={toLocal(exam.until)}
            onInput={(text) => change({ until: fromLocal(text) ?? exam.until })}
            required
          />
          <TextField
            label={desk.settings.examAttempts}
            type="number"
            min={1}
            max={100}
            placeholder={desk.settings.anyNumber}
            value={exam.attempts === null ? '' : String(exam.attempts)}
            onInput={(text) => change({ attempts: text === '' ? null : Number(text) })}
          />
        </div>
      )}
      {problem && <ProblemNote problem={problem} />}
      {saved &&
        (saved.released ? (
          <p class="soft">{desk.settings.isReleased}</p>
        ) : (
          <div class="with-note">
            <button type="button" class="button" aria-disabled={busy} onClick={() => void act(release)}>
              {desk.settings.release}
            </button>
            <span class="soft">{desk.settings.heldBack}</span>
          </div>
        ))}
    </section>
  );
}
