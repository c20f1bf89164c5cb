import { useId } from 'preact/hooks';
import { Check } from './Check.tsx';

interface Props {
  label: string;
  exercises: readonly { id: string; number: number; title: string }[];
  value: string | undefined;
  onChange: (id: string) => void;
}

/** Lets one choose one of some exercises. */
export function OneExercise({ label, exercises, value, onChange }: Props) {
  const group = useId();
  return (
    <fieldset class="field">
      <legend>{label}</legend>
      {exercises.map(({ id, number, title }) => (
        <Check key={id} type="radio" group={group} checked={id === value} onChange={() => onChange(id)}>
          <span lang="en">
            {number}. {title}
          </span>
        </Check>
      ))}
    </fieldset>
  );
}
