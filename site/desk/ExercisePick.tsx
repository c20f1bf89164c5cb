import type { ClassDetail } from '../../protocol/desk/class.ts';
import { Check } from './Check.tsx';

interface Props {
  label: string;
  here: ClassDetail;
  /** The ids of the chosen exercises. */
  value: readonly string[];
  onChange: (value: string[]) => void;
}

/** Lets one choose some of the course's exercises. */
export function ExercisePick({ label, here, value, onChange }: Props) {
  const ids = here.exercises.map(({ id }) => id);
  return (
    <fieldset class="field">
      <legend>{label}</legend>
      {here.exercises.map(({ id, number, title }) => (
        <Check
          key={id}
          checked={value.includes(id)}
          onChange={(isOn) => onChange(ids.filter((one) => (one === id ? isOn : value.includes(one))))}
        >
          <span lang="en">
            {number}. {title}
          </span>
        </Check>
      ))}
    </fieldset>
  );
}
