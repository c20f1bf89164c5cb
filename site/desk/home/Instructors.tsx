import { useState } from 'preact/hooks';
import type { SignInLink } from '../../../protocol/desk/instructor.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { dayAndTime } from '../../words/format.ts';
import { href } from '../../words/now.ts';
import { CopyText } from '../CopyText.tsx';
import { addInstructor, listInstructors, newLink } from '../state/instructors.ts';
import { instructor } from '../state/session.ts';
import { useRemote } from '../use-remote.ts';

/** The other instructors, and a link that lets one in. Only for the operator. */
export function Instructors() {
  const { value: list = [], reload } = useRemote(listInstructors);
  const [name, setName] = useState('');
  const [link, setLink] = useState<{ name: string; link: SignInLink }>();
  const { busy, problem, act } = useAct();
  const add = async (): Promise<void> => {
    setLink({ name: name.trim(), link: await addInstructor(name.trim()) });
    setName('');
    await reload();
  };
  return (
    <details class="side-card">
      <summary>
        <h2>{desk.home.instructors}</h2>
        <span class="soft">{list.length}</span>
      </summary>
      <ul class="plain-list">
        {list.map((one) => (
          <li key={one.id}>
            <span>
              {one.name}
              {one.operator && <span class="badge">{desk.home.operator}</span>}
            </span>
            {one.id !== instructor.value?.id && (
              <button
                type="button"
                class="button small"
                aria-label={desk.home.newLinkFor(one.name)}
                onClick={() => void act(async () => setLink({ name: one.name, link: await newLink(one.id) }))}
              >
                {desk.home.newLink}
              </button>
            )}
          </li>
        ))}
      </ul>
      <div role="status">
        {link && (
          <div class="link-once">
            <p>{desk.home.linkFor(link.name, dayAndTime(link.link.expiresAt))}</p>
            <CopyText text={location.origin + href(link.link.path)} />
          </div>
        )}
      </div>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void act(add);
        }}
      >
        <TextField
          label={desk.home.otherName}
          value={name}
          onInput={setName}
          maxLength={60}
          wrong={problem?.fields.get('/name')}
          required
        />
        {problem && <ProblemNote problem={problem} />}
        <button type="submit" class="button" aria-disabled={busy}>
          {desk.home.addInstructor}
        </button>
      </form>
    </details>
  );
}
