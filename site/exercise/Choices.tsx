import { Named } from '../ui/Named.tsx';
import type { Option } from './answer/fields.ts';

interface Props {
  id: string;
  name: string;
  options: Option[];
  /** Whether several may be chosen. */
  many: boolean;
  value: string | string[] | undefined;
  onChange: (value: string | string[]) => void;
}

/** Check boxes when several may be chosen, radio buttons when only one may. */
export function Choices({ id, name, options, many, value, onChange }: Props) {
  const chosen = new Set(typeof value === 'string' ? [value] : value);
  const toggle = (option: string, on: boolean): void => {
    const next = new Set(many ? chosen : []);
    if (on) next.add(option);
    else next.delete(option);
    // In the order of the list, whatever the order of the presses.
    onChange(many ? options.map((one) => one.value).filter((one) => next.has(one)) : option);
  };
  return (
    <div class="choice-list">
      {options.map((option) => (
        <label key={option.value} class="choice">
          <input
            type={many ? 'checkbox' : 'radio'}
            name={id}
            value={option.value}
            data-field={name}
            checked={chosen.has(option.value)}
            onChange={(event) => toggle(option.value, event.currentTarget.checked)}
          />
          <span lang="en">
            <Named text={option.label} />
          </span>
        </label>
      ))}
    </div>
  );
}
