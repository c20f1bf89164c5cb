import type { GradingPolicy, LatePolicy } from '../../../protocol/class.ts';
import { TextField } from '../../ui/TextField.tsx';
import { desk } from '../../words/desk-now.ts';
import { Check } from '../Check.tsx';
import { fromLocal, toLocal } from '../spans.ts';
import type { SettingsPart } from './part.ts';

const KINDS: readonly LatePolicy['kind'][] = ['accepted', 'deducted', 'refused'];
const PER_DAY = 10;

/** Fields for the attempt that counts, the due date, late answers, and points. */
export function GradingFields({ settings, onChange, here }: SettingsPart) {
  const { grading } = settings;
  const change = (part: Partial<GradingPolicy>): void => onChange({ grading: { ...grading, ...part } });
  const late = (kind: LatePolicy['kind']): LatePolicy =>
    kind === 'deducted' ? { kind, percentPerDay: PER_DAY } : { kind };
  const setPoints = (id: string, text: string): void => {
    const { [id]: _, ...others } = grading.points;
    change({ points: text === '' ? others : { ...others, [id]: Number(text) } });
  };
  return (
    <section class="settings-part">
      <h2>{desk.settings.grading}</h2>
      <fieldset class="field">
        <legend>{desk.settings.counts}</legend>
        {(['best', 'last'] as const).map((one) => (
          <Check
            key={one}
            type="radio"
            group="counts"
            checked={grading.counts === one}
            onChange={() => change({ counts: one })}
          >
            {desk.settings.attempts[one]}
          </Check>
        ))}
      </fieldset>
      <TextField
        label={desk.settings.due}
        type="datetime-local"
        value={toLocal(grading.due)}
        onInput={(text) => change({ due: fromLocal(text) })}
        help={desk.settings.dueHelp}
      />
      {grading.due !== null && (
        <fieldset class="field">
          <legend>{desk.settings.late}</legend>
          {KINDS.map((kind) => (
            <Check
              key={kind}
              type="radio"
              group="late"
              checked={grading.late.kind === kind}
              onChange={() => change({ late: late(kind) })}
            >
              {desk.settings.lateKinds[kind]}
            </Check>
          ))}
          {grading.late.kind === 'deducted' && (
            <TextField
              label={desk.settings.perDay}
              type="number"
              min={1}
              max={100}
              value={String(grading.late.percentPerDay)}
              onInput={(text) => change({ late: { kind: 'deducted', percentPerDay: Number(text) } })}
              required
            />
          )}
        </fieldset>
      )}
      <fieldset class="field points-fields">
        <legend>{desk.settings.points}</legend>
        <p class="help">{desk.settings.pointsHelp}</p>
        {here.exercises.map(({ id, number, title, points }) => (
          <label key={id} class="points-field">
            <span lang="en">
              {number}. {title}
            </span>
            <input
              class="input compact"
              type="number"
              min={0}
              max={1000}
              step={0.1}
              placeholder={String(points)}
              value={grading.points[id] ?? ''}
              onInput={({ currentTarget }) => setPoints(id, currentTarget.value)}
            />
          </label>
        ))}
      </fieldset>
    </section>
  );
}
