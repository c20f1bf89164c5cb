import type { ComponentChild } from 'preact';
import { useEffect } from 'preact/hooks';
import { takeTicket } from '../learner/school.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useAct } from '../ui/use-act.ts';
import { offersPassword, signInByLink } from './home/by-link.ts';
import { SetPassword } from './home/SetPassword.tsx';
import { SignIn } from './home/SignIn.tsx';
import { MachineNote } from './MachineNote.tsx';
import { connectAccount, instructor, loadInstructor } from './state/session.ts';

/** Shows a page of the desk to an instructor who has signed in, and asks everybody else to sign in. */
export function Gate({ page }: { page: () => ComponentChild }) {
  const { problem, act } = useAct();
  useEffect(() => {
    void act(async () => {
      const ticket = takeTicket();
      if (!(await signInByLink())) await loadInstructor();
      if (ticket !== undefined) await connectAccount(ticket);
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
  return (
    <>
      {problem && <ProblemNote problem={problem} />}
      <MachineNote />
      {page()}
    </>
  );
}
