import { useEffect, useState } from 'preact/hooks';
import { SIGN_IN } from '../../../protocol/school.ts';
import { loadSchool, school } from '../../learner/school.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { signIn } from '../state/session.ts';

/** Asks for name and password. An instructor with a one-time link opens that instead. */
export function SignIn() {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const { busy, problem, act } = useAct();
  useEffect(loadSchool, []);
  return (
    <form
      class="door-card"
      onSubmit={(event) => {
        event.preventDefault();
        void act(() => signIn({ name: name.trim(), password }));
      }}
    >
      <h1>{desk.home.title}</h1>
      <p class="soft">{desk.home.signInText}</p>
      <TextField
        label={desk.home.name}
        value={name}
        onInput={setName}
        autocomplete="username"
        maxLength={60}
        required
      />
      <TextField
        label={desk.home.password}
        type="password"
        value={password}
        onInput={setPassword}
        autocomplete="current-password"
        maxLength={200}
        required
      />
      {problem && <ProblemNote problem={problem} />}
      <button type="submit" class="button primary" aria-disabled={busy}>
        {desk.home.signIn}
      </button>
      {school.value?.instructors && (
        <a class="button" href={SIGN_IN}>
          {desk.home.bySchool(school.value.name)}
        </a>
      )}
      <p class="soft small-text">{desk.home.signInHelp}</p>
    </form>
  );
}
