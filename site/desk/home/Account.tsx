import { useEffect, useState } from 'preact/hooks';
import { SIGN_IN_CONNECT } from '../../../protocol/school.ts';
import { loadSchool, school } from '../../learner/school.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { changeMe, instructor } from '../state/session.ts';
import { NewPassword } from './NewPassword.tsx';

/** The instructor's own name and password. */
export function Account() {
  const me = instructor.value;
  const [name, setName] = useState(me?.name ?? '');
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [isSaved, setSaved] = useState(false);
  const { busy, problem, act } = useAct();
  useEffect(loadSchool, []);
  if (!me) return null;
  const save = async (): Promise<void> => {
    setSaved(false);
    await changeMe({
      ...(name.trim() === me.name ? {} : { name: name.trim() }),
      ...(password === '' ? {} : { password, ...(me.hasPassword ? { current } : {}) }),
    });
    setCurrent('');
    setPassword('');
    setSaved(true);
  };
  return (
    <details class="side-card">
      <summary>
        <h2>{desk.home.account}</h2>
        <span class="soft">{me.name}</span>
      </summary>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void act(save);
        }}
      >
        <TextField
          label={desk.home.name}
          value={name}
          onInput={setName}
          autocomplete="username"
          maxLength={60}
          wrong={problem?.fields.get('/name')}
          required
        />
        <NewPassword
          value={password}
          onInput={setPassword}
          help={me.hasPassword ? desk.home.keepPassword : desk.home.noPassword}
          problem={problem}
        />
        {me.hasPassword && password !== '' && (
          <TextField
            label={desk.home.currentPassword}
            type="password"
            value={current}
            onInput={setCurrent}
            autocomplete="current-password"
            maxLength={200}
            wrong={problem?.fields.get('/current')}
            required
          />
        )}
        {problem && <ProblemNote problem={problem} />}
        <div class="with-note">
          <button type="submit" class="button" aria-disabled={busy}>
            {desk.common.save}
          </button>
          <span role="status">{isSaved && desk.common.saved}</span>
        </div>
      </form>
      {school.value?.instructors && (
        <p class="small-text">
          {me.hasAccount ? (
            desk.home.isConnected(school.value.name)
          ) : (
            <a class="button small" href={SIGN_IN_CONNECT}>
              {desk.home.connect(school.value.name)}
            </a>
          )}
        </p>
      )}
    </details>
  );
}
