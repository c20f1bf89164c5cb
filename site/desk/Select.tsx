import { useId } from 'preact/hooks';

interface Props<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string; language?: 'en' }[];
  onChange: (value: Value) => void;
}

/** A choice of one of a few values, with a label before it. */
export function Select<Value extends string>({ label, value, options, onChange }: Props<Value>) {
  const id = useId();
  return (
    <span class="select">
      <label for={id}>{label}</label>
      <select
        id={id}
        class="input compact"
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value as Value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} lang={option.language}>
            {option.label}
          </option>
        ))}
      </select>
    </span>
  );
}
