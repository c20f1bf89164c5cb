import type { ComponentChild } from 'preact';
import { useEffect } from 'preact/hooks';
import { instructor, loadInstructor } from '../../state/desk/session.ts';
import { ProblemNote } from '../ProblemNote.tsx';
import { offersPassword, signInByLink } from './home/by-link.ts';
import { SetPassword } from './home/SetPassword.tsx';
import { SignIn } from './home/SignIn.tsx';
import { useAct } from './use-act.ts';

/** Shows a page of the desk to who has signed in, and asks everyone else to. */
export function Gate({ page }: { page: () => ComponentChild }) {
  const { problem, act } = useAct();
  useEffect(() => {
    void act(async () => {
      if (!(await signInByLink())) await loadInstructor();
    });
  }, []);
  if (instructor.value === undefined || instructor.value === null) {
    return (
      <div class="desk-door">
        {problem && <ProblemNote problem={problem} />}
        {(instructor.value === null || problem) && <SignIn />}
      </div>
    );
  }
  if (offersPassword.value) return <SetPassword />;
  return <>{page()}</>;
}
