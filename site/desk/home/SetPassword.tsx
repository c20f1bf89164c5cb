import { useState } from 'preact/hooks';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { changeMe, instructor } from '../state/session.ts';
import { offersPassword } from './by-link.ts';
import { NewPassword } from './NewPassword.tsx';

/** Asks for a password for coming back after a one-time link. One may skip it. */
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
