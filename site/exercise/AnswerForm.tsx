import { useRef, useState } from 'preact/hooks';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useAct } from '../ui/use-act.ts';
import { words } from '../words/now.ts';
import { type Draft, readDraft } from './answer/draft.ts';
import type { Complaint, Field } from './answer/fields.ts';
import { FieldView } from './FieldView.tsx';

interface Props {
  id: string;
  fields: Field[];
  draft: Draft;
  onChange: (draft: Draft) => void;
  /** @throws ApiProblem */
  onSubmit: (answer: Record<string, unknown>) => Promise<void>;
}

/** The form of an answer, made from its JSON Schema. It is only a button when there is nothing to fill in. */
export function AnswerForm({ id, fields, draft, onChange, onSubmit }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const [wrong, setWrong] = useState(new Map<string, Complaint>());
  const { busy, problem, act, forget } = useAct();

  const refuse = (complaints: Map<string, Complaint>): void => {
    setWrong(complaints);
    const first = fields.find(({ name }) => complaints.has(name));
    form.current?.querySelector<HTMLElement>(`[data-field="${first?.name}"]`)?.focus();
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    const read = readDraft(draft, fields);
    setWrong(new Map());
    if (read.wrong.size > 0) {
      forget();
      return refuse(read.wrong);
    }
    await act(
      () => onSubmit(read.answer),
      ({ fields: errors }) => {
        if (errors.size > 0) refuse(byField(errors));
      },
    );
  };

  return (
    <form ref={form} class="answer-form" noValidate onSubmit={submit}>
      {fields.map((field) => (
        <FieldView
          key={field.name}
          id={`${id}-${field.name}`}
          field={field}
          value={draft[field.name]}
          wrong={wrong.get(field.name)}
          onChange={(value) => onChange({ ...draft, [field.name]: value })}
        />
      ))}
      {problem && <ProblemNote problem={problem} />}
      <button type="submit" class="button primary" aria-disabled={busy}>
        {busy ? words.exercise.checking : words.exercise[fields.length > 0 ? 'check' : 'checkNow']}
      </button>
    </form>
  );
}

/** The server's complaint about /answer/ports/0 is shown at the field `ports`. */
function byField(errors: Map<string, string>): Map<string, Complaint> {
  const complaints = new Map<string, Complaint>();
  for (const [path, message] of errors) {
    const name = /^\/answer\/([^/]+)/.exec(path)?.[1];
    if (name !== undefined && !complaints.has(name)) complaints.set(name, { text: message, language: 'en' });
  }
  return complaints;
}
