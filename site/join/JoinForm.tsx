import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { classCode } from '../class/class-code.ts';
import { shownOut } from '../class/membership.ts';
import { bySchool, loadSchool, school } from '../learner/school.ts';
import { join, me } from '../learner/state.ts';
import { isLoopback } from '../shell/loopback.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useAct } from '../ui/use-act.ts';
import { words } from '../words/now.ts';
import { askedFor, complaintsOf, type JoinField as Field, joinFields } from './complaints.ts';
import { JoinField } from './JoinField.tsx';

interface Props {
  /** The beginning of the ids of its fields. The page may hold two such forms, and Preact's own ids do not tell them apart. */
  id: string;
  focus?: boolean;
}

/** The values given so far. A field that is missing here is not asked for. */
type Given = Partial<Record<Field, string>>;

/** Only somebody at the machine itself may study alone. Over the network one always joins a class. */
const mayBeAlone = () => isLoopback(location.hostname);

function atFirst(): Given {
  const code = classCode.value ?? (mayBeAlone() ? undefined : '');
  // When this browser's learner is in a class already, somebody else has the name.
  const name = me.value?.class ? '' : me.value?.name;
  return { name: name ?? '', ...(code === undefined ? {} : { code }) };
}

function helpWith(field: Field, isAlone: boolean): string | undefined {
  if (field === 'code') return words.join.codeHelp;
  if (field === 'personalCode') return isAlone ? words.join.personalCodeHelp : words.join.nameTaken;
  return undefined;
}

type Out = NonNullable<typeof shownOut.value>;
const reasonOf = ({ isErased, isWaiting }: Out) =>
  isErased ? 'erased' : isWaiting ? 'notLetIn' : 'takenOut';

/** A name is enough for a lab host. The form asks for a class code when the server wants one, and for a personal code when the name is known. */
export function JoinForm({ id, focus = false }: Props) {
  const [given, setGiven] = useState(atFirst);
  const { busy, problem, act, forget } = useAct();
  const [isToggled, setToggled] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const asked = problem ? askedFor(problem.problem) : [];
  const wrong = problem ? complaintsOf(problem.problem) : undefined;

  // Moves the focus to the field that must be corrected, or is asked for now.
  useEffect(() => {
    const field = joinFields.find((one) => wrong?.has(one) || asked.includes(one));
    if (field) form.current?.querySelector<HTMLElement>(`[name="${field}"]`)?.focus();
  }, [problem]);

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { name = '', code, personalCode } = given;
    await act(
      () =>
        join({
          name: name.trim(),
          ...(code === undefined ? {} : { code: code.trim() }),
          ...(personalCode?.trim() ? { personalCode: personalCode.trim() } : {}),
        }),
      ({ problem: said }) => {
        const empty = Object.fromEntries(askedFor(said).map((field) => [field, '']));
        setGiven((now) => ({ ...empty, ...now }));
      },
    );
  };

  const toggleCode = (): void => {
    forget();
    setGiven(({ code, personalCode: _, ...now }) => (code === undefined ? { ...now, code: '' } : now));
    setToggled(true);
  };
  // Moves the focus to the field that has come, at once: the next key is meant for it.
  useLayoutEffect(() => {
    const field = given.code === undefined ? 'name' : 'code';
    if (isToggled) form.current?.querySelector<HTMLElement>(`[name="${field}"]`)?.focus();
  }, [isToggled, given.code === undefined]);

  // Who came by the address of a class, or asked for a code, has chosen already. Neither is there a choice once the server wants a code.
  const mayChoose = classCode.value === undefined && mayBeAlone() && (given.code === undefined || isToggled);
  const out = shownOut.value;
  useEffect(loadSchool, []);
  const byAccount = school.value?.learners === true && given.code !== undefined;
  return (
    <form ref={form} class="join" onSubmit={submit}>
      {out && (
        <p class="shown-out" role="status">
          {words.join[reasonOf(out)](out.name)}
        </p>
      )}
      {joinFields
        .filter((field) => given[field] !== undefined)
        .map((field) => (
          <JoinField
            key={field}
            id={`${id}-${field}`}
            field={field}
            help={helpWith(field, given.code === undefined)}
            value={given[field] ?? ''}
            onInput={(value) => setGiven((now) => ({ ...now, [field]: value }))}
            wrong={wrong?.get(field)}
            focus={focus && field === 'name'}
          />
        ))}
      {given.code === undefined && given.personalCode === undefined && (
        <button type="button" class="quiet" onClick={() => setGiven((now) => ({ ...now, personalCode: '' }))}>
          {words.join.beenHere}
        </button>
      )}
      {problem && wrong?.size === 0 && asked.length === 0 && <ProblemNote problem={problem} />}
      {mayChoose && (
        <button type="button" class="quiet join-code" onClick={toggleCode}>
          {given.code === undefined ? words.join.haveCode : words.join.withoutCode}
        </button>
      )}
      <button type="submit" class="button primary" aria-disabled={busy}>
        {busy ? words.join.starting : given.code === undefined ? words.join.start : words.join.joinClass}
      </button>
      {byAccount && given.code?.trim() && (
        <a class="button" href={bySchool(given.code.trim())}>
          {words.join.bySchool(school.value?.name ?? '')}
        </a>
      )}
    </form>
  );
}
