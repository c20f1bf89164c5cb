import { useState } from 'preact/hooks';
import { join } from '../state/learner.ts';
import { type ApiProblem, asProblem } from '../wire/api.ts';
import { words } from '../words/now.ts';
import { ProblemNote } from './ProblemNote.tsx';

interface Props {
  /** Begins the ids of its fields: the page may hold two such forms, which Preact's own ids do not tell apart. */
  id: string;
  focus?: boolean;
}

/** One field and one button: a name, and there is a lab host. A class code is asked for where the server wants one. */
export function JoinForm({ id, focus = false }: Props) {
  const [name, setName] = useState('');
  const [code, setCode] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const wrongName = problem?.fields.get('/name');

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    try {
      await join({ name: name.trim(), ...(code === undefined ? {} : { code: code.trim() }) });
    } catch (thrown) {
      const said = asProblem(thrown);
      setProblem(said);
      if (said.fields.has('/code')) setCode((now) => now ?? '');
    } finally {
      setBusy(false);
    }
  };

  return (
    <form class="join" onSubmit={submit}>
      <div class="field">
        <label for={`${id}-name`}>{words.join.name}</label>
        <input
          id={`${id}-name`}
          class="input"
          name="name"
          autocomplete="given-name"
          maxLength={60}
          required
          // biome-ignore lint/a11y/noAutofocus: only in the dialog that the learner has just opened to type a name
          autoFocus={focus}
          value={name}
          aria-invalid={wrongName ? 'true' : undefined}
          aria-describedby={wrongName ? `${id}-wrong` : undefined}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        {wrongName && (
          <span class="wrong" lang="en" id={`${id}-wrong`}>
            {wrongName}
          </span>
        )}
      </div>
      {code !== undefined && (
        <div class="field">
          <label for={`${id}-code`}>{words.join.code}</label>
          <input
            id={`${id}-code`}
            class="input"
            name="code"
            maxLength={40}
            required
            value={code}
            onInput={(event) => setCode(event.currentTarget.value)}
          />
        </div>
      )}
      {problem && !wrongName && <ProblemNote problem={problem} />}
      <button type="submit" class="button primary" aria-disabled={busy}>
        {busy ? words.join.starting : words.join.start}
      </button>
    </form>
  );
}
