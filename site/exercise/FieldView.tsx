import { words } from '../words/now.ts';
import type { Complaint, Field, Option } from './answer/fields.ts';
import { Choices } from './Choices.tsx';

type Value = string | string[];

interface Props {
  id: string;
  field: Field;
  value: Value | undefined;
  wrong: Complaint | undefined;
  onChange: (value: Value) => void;
}

/** One field with its label, its help, and its error. */
export function FieldView({ id, field, value, wrong, onChange }: Props) {
  const { name, words: asked, control } = field;
  const describedBy =
    [asked.help && `${id}-help`, wrong && `${id}-wrong`].filter(Boolean).join(' ') || undefined;
  const notes = (
    <>
      {asked.help && (
        <span class="help" id={`${id}-help`} lang="en">
          {asked.help}
        </span>
      )}
      {wrong && (
        <span class="wrong" id={`${id}-wrong`} lang={wrong.language}>
          {wrong.text}
        </span>
      )}
    </>
  );
  if (control.kind === 'unknown') return <p>{words.exercise.cannotAsk(asked.label)}</p>;
  if (control.kind === 'choices' || control.kind === 'choice') {
    const options: Option[] = control.options;
    return (
      <fieldset class="field choices" aria-describedby={describedBy}>
        <legend lang="en">{asked.label}</legend>
        <Choices
          id={id}
          name={name}
          options={options}
          many={control.kind === 'choices'}
          value={value}
          onChange={onChange}
        />
        {notes}
      </fieldset>
    );
  }
  const shared = {
    id,
    class: 'input',
    'data-field': name,
    value: typeof value === 'string' ? value : '',
    placeholder: asked.placeholder,
    autocomplete: 'off',
    'aria-invalid': wrong ? ('true' as const) : undefined,
    'aria-describedby': describedBy,
  };
  return (
    <div class="field">
      <label for={id} lang="en">
        {asked.label}
      </label>
      {control.kind === 'numbers' ? (
        // What a tool printed on several lines can be pasted.
        <textarea
          {...shared}
          rows={1}
          spellcheck={false}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      ) : control.kind === 'prose' ? (
        <>
          <textarea
            {...shared}
            rows={3}
            maxLength={control.maxLength}
            onInput={(event) => onChange(event.currentTarget.value)}
          />
          <span class="count">{words.exercise.characters(shared.value.length, control.maxLength)}</span>
        </>
      ) : (
        <input
          {...shared}
          type="text"
          inputMode={control.kind === 'text' ? 'text' : 'numeric'}
          spellcheck={false}
          autocapitalize="off"
          maxLength={control.kind === 'text' ? control.maxLength : undefined}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
      {notes}
    </div>
  );
}
