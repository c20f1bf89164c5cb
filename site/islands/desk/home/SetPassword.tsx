import { useState } from 'preact/hooks';
import { changeMe, instructor } from '../../../state/desk/session.ts';
import { desk } from '../../../words/desk-now.ts';
import { ProblemNote } from '../../ProblemNote.tsx';
import { useAct } from '../use-act.ts';
import { offersPassword } from './by-link.ts';
import { NewPassword } from './NewPassword.tsx';

/** After a one-time link: a password to come back with, or not now. */
export function SetPassword() {
  const [password, setPassword] = useState('');
  const { busy, problem, act } = useAct();
  const skip = (): void => {
    offersPassword.value = false;
  };
  return (
    <div class="desk-door">
      <form
        class="door-card"
        onSubmit={(event) => {
          event.preventDefault();
          void act(() => changeMe({ password })).then((done) => done && skip());
        }}
      >
        <h1>{desk.home.welcome(instructor.value?.name ?? '')}</h1>
        <p class="soft">{desk.home.setPasswordText}</p>
        <NewPassword
          value={password}
          onInput={setPassword}
          help={desk.home.passwordHelp}
          problem={problem}
          required
        />
        {problem && <ProblemNote problem={problem} />}
        <div class="row">
          <button type="button" class="button" onClick={skip}>
            {desk.home.notNow}
          </button>
          <button type="submit" class="button primary" aria-disabled={busy}>
            {desk.home.setPassword}
          </button>
        </div>
      </form>
    </div>
  );
}
