import type { Complaint } from '../exercise/answer/fields.ts';
import { words } from '../words/now.ts';
import type { JoinField as Field } from './complaints.ts';

interface Props {
  id: string;
  field: Field;
  value: string;
  onInput: (value: string) => void;
  help: string | undefined;
  wrong: Complaint | undefined;
  focus: boolean;
}

/** Attributes of each input. A learner whose name is not known has no personal code yet. */
const TYPED = {
  name: { maxLength: 60, autocomplete: 'given-name', required: true },
  code: { maxLength: 40, autocomplete: 'off', required: true },
  personalCode: { maxLength: 40, autocomplete: 'off', required: false },
} as const;

/** One field of the form for joining, with its help and its error. */
export function JoinField({ id, field, value, onInput, help, wrong, focus }: Props) {
  const describedBy = [help && `${id}-help`, wrong && `${id}-wrong`].filter(Boolean).join(' ') || undefined;
  return (
    <div class="field">
      <label for={id}>{words.join[field]}</label>
      <input
        {...TYPED[field]}
        id={id}
        class="input"
        name={field}
        // biome-ignore lint/a11y/noAutofocus: only in the dialog that the learner has just opened to type a name
        autoFocus={focus}
        value={value}
        aria-invalid={wrong ? 'true' : undefined}
        aria-describedby={describedBy}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {help && (
        <span class="help" id={`${id}-help`}>
          {help}
        </span>
      )}
      {wrong && (
        <span class="wrong" id={`${id}-wrong`} lang={wrong.language}>
          {wrong.text}
        </span>
      )}
    </div>
  );
}
