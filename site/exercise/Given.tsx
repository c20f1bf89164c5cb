import { words } from '../words/now.ts';
import type { Field } from './answer/fields.ts';
import { inLines, inWords } from './answer/in-words.ts';

interface Props {
  answer: unknown;
  fields: Field[] | undefined;
}

/** The answer in the words of its form. When the form has no fields, it says that the host itself was the answer. */
export function Given({ answer, fields }: Props) {
  if (fields?.length === 0) return <p class="past-answer">{words.exercise.hostIsAnswer}</p>;
  return (
    <dl class="past-answer">
      {inWords(answer, fields).map(({ label, values }) => (
        <div key={label}>
          <dt lang="en">{label}</dt>
          {inLines(values).map((line) => (
            <dd key={line} lang="en">
              {line}
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
