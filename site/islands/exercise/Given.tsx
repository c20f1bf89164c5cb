import type { Field } from '../../answer/fields.ts';
import { inWords } from '../../answer/in-words.ts';
import { words } from '../../words/now.ts';

interface Props {
  answer: unknown;
  fields: Field[] | undefined;
}

/** What was answered, as its form names it; or that the host itself was the answer, where the form has no fields. */
export function Given({ answer, fields }: Props) {
  if (fields?.length === 0) return <p class="past-answer">{words.exercise.hostIsAnswer}</p>;
  return (
    <dl class="past-answer">
      {inWords(answer, fields).map(({ label, values }) => (
        <div key={label}>
          <dt lang="en">{label}</dt>
          <dd lang="en">{values.join(', ') || '–'}</dd>
        </div>
      ))}
    </dl>
  );
}
