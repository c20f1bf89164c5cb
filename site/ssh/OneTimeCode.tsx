import { useState } from 'preact/hooks';
import * as api from '../../protocol/api/ssh.ts';
import type { SshCode } from '../../protocol/ssh.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useAct } from '../ui/use-act.ts';
import { call } from '../wire/api.ts';
import { timeOfDay } from '../words/format.ts';
import { words } from '../words/now.ts';

/** The code that opens one connection, once the learner asks for one. */
export function OneTimeCode() {
  const [got, setGot] = useState<SshCode>();
  const { busy, problem, act } = useAct();
  return (
    <section class="ssh-part">
      <h3>{words.ssh.code}</h3>
      <div class="ssh-code">
        <p role="status">
          {got ? (
            <>
              <code class="typed-code">{got.code}</code> {words.ssh.codeUntil(timeOfDay(got.expiresAt))}
            </>
          ) : (
            words.ssh.codeText
          )}
        </p>
        <button
          type="button"
          class="button small"
          aria-disabled={busy}
          onClick={() => void act(async () => setGot(await call(api.code)))}
        >
          {words.ssh.newCode}
        </button>
      </div>
      {problem && <ProblemNote problem={problem} />}
    </section>
  );
}
