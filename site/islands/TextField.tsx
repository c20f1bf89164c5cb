import { useId } from 'preact/hooks';

interface Props {
  /** Where the page may hold the same twice, which Preact's own ids do not tell apart. */
  id?: string;
  label: string;
  value: string;
  onInput: (value: string) => void;
  type?: 'text' | 'password' | 'number' | 'datetime-local';
  /** More than one line, so many at first. */
  lines?: number;
  help?: string;
  /** What the lab server says is wrong with it, in English. */
  wrong?: string | undefined;
  required?: boolean;
  maxLength?: number;
  minLength?: number;
  min?: number;
  max?: number;
  step?: number;
  autocomplete?: string;
  /** Only in a dialog that was just opened for it. */
  focus?: boolean;
  mono?: boolean;
  placeholder?: string;
}

/** A field with its label, help, and what is wrong with it. */
export function TextField({
  id: given,
  label,
  value,
  onInput,
  type = 'text',
  lines,
  help,
  wrong,
  focus,
  mono,
  ...more
}: Props) {
  const own = useId();
  const id = given ?? own;
  const shared = {
    id,
    value,
    class: `input${mono ? ' mono' : ''}`,
    autoFocus: focus,
    'aria-invalid': wrong ? ('true' as const) : undefined,
    'aria-describedby': help || wrong ? `${id}-note` : undefined,
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {lines === undefined ? (
        <input
          {...shared}
          {...more}
          type={type as 'text'}
          onInput={({ currentTarget }) => onInput(currentTarget.value)}
        />
      ) : (
        <textarea
          {...shared}
          rows={lines}
          required={more.required}
          maxLength={more.maxLength}
          placeholder={more.placeholder}
          onInput={({ currentTarget }) => onInput(currentTarget.value)}
        />
      )}
      {(wrong ?? help) && (
        <span id={`${id}-note`} class={wrong ? 'wrong' : 'help'} lang={wrong ? 'en' : undefined}>
          {wrong ?? help}
        </span>
      )}
    </div>
  );
}
