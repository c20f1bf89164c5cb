import { useEffect, useRef, useState } from 'preact/hooks';
import { askedFor, complaintsOf, type JoinField as Field, joinFields } from '../../join/complaints.ts';
import { classCode } from '../../state/class-code.ts';
import { join, me } from '../../state/learner.ts';
import { shownOut } from '../../state/membership.ts';
import { type ApiProblem, asProblem } from '../../wire/api.ts';
import { words } from '../../words/now.ts';
import { ProblemNote } from '../ProblemNote.tsx';
import { JoinField } from './JoinField.tsx';

interface Props {
  /** Begins the ids of its fields: the page may hold two such forms, which Preact's own ids do not tell apart. */
  id: string;
  focus?: boolean;
}

/** What was given by now; a field that is not there is not asked for. */
type Given = Partial<Record<Field, string>>;

/** Only at the machine itself one may study alone; over the network it is always a class. */
const isForClass = () => !/^(localhost|127\.[\d.]+|\[::1\])$/.test(location.hostname);

function atFirst(): Given {
  const code = classCode.value ?? (isForClass() ? '' : undefined);
  // Of who is in a class already somebody else has the name.
  const name = me.value?.class ? '' : me.value?.name;
  return { name: name ?? '', ...(code === undefined ? {} : { code }) };
}

/** A name, and there is a lab host. A class code is asked for where the server wants one, a personal code where the name is known. */
export function JoinForm({ id, focus = false }: Props) {
  const [given, setGiven] = useState(atFirst);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const form = useRef<HTMLFormElement>(null);
  const asked = problem ? askedFor(problem.problem) : [];
  const wrong = problem ? complaintsOf(problem.problem) : undefined;

  // To what has to be mended, or is asked for now.
  useEffect(() => {
    const field = joinFields.find((one) => wrong?.has(one) || asked.includes(one));
    if (field) form.current?.querySelector<HTMLElement>(`[name="${field}"]`)?.focus();
  }, [problem]);

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    const { name = '', code, personalCode } = given;
    try {
      await join({
        name: name.trim(),
        ...(code === undefined ? {} : { code: code.trim() }),
        ...(personalCode?.trim() ? { personalCode: personalCode.trim() } : {}),
      });
    } catch (thrown) {
      const said = asProblem(thrown);
      const empty = Object.fromEntries(askedFor(said.problem).map((field) => [field, '']));
      setGiven((now) => ({ ...empty, ...now }));
      setProblem(said);
    } finally {
      setBusy(false);
    }
  };

  const out = shownOut.value;
  return (
    <form ref={form} class="join" onSubmit={submit}>
      {out && (
        <p class="shown-out" role="status">
          {out.isWaiting ? words.join.notLetIn(out.name) : words.join.takenOut(out.name)}
        </p>
      )}
      {joinFields
        .filter((field) => given[field] !== undefined)
        .map((field) => (
          <JoinField
            key={field}
            id={`${id}-${field}`}
            field={field}
            value={given[field] ?? ''}
            onInput={(value) => setGiven((now) => ({ ...now, [field]: value }))}
            wrong={wrong?.get(field)}
            focus={focus && field === 'name'}
          />
        ))}
      {problem && wrong?.size === 0 && asked.length === 0 && <ProblemNote problem={problem} />}
      <button type="submit" class="button primary" aria-disabled={busy}>
        {busy ? words.join.starting : given.code === undefined ? words.join.start : words.join.joinClass}
      </button>
    </form>
  );
}
