import { useId } from 'preact/hooks';

interface Props {
  /** For a page that may hold the same field twice, since Preact's own ids do not tell the two apart. */
  id?: string;
  label: string;
  value: string;
  onInput: (value: string) => void;
  type?: 'text' | 'password' | 'number' | 'datetime-local';
  /** Set for a field of several lines: how many it has at first. */
  lines?: number;
  help?: string;
  /** The lab server's complaint about it, in English. */
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

/** A field with its label, its help, and its error. */
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
