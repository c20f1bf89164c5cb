import type { ClassDetail } from '../../../protocol/desk/class.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { Check } from '../Check.tsx';
import { changeInstructors } from '../state/class.ts';
import { listInstructors } from '../state/instructors.ts';
import { useRemote } from '../use-remote.ts';

/** The instructors who have this class at their desk. */
export function ClassMembers({ here }: { here: ClassDetail }) {
  const { value: everyone = here.instructors } = useRemote(listInstructors);
  const { problem, act } = useAct();
  const members = here.instructors.map(({ id }) => id);
  return (
    <section class="side-card">
      <fieldset class="field">
        <legend>{desk.home.instructors}</legend>
        {everyone.map(({ id, name }) => (
          <Check
            key={id}
            checked={members.includes(id)}
            onChange={(member) => void act(() => changeInstructors({ instructor: id, member }))}
          >
            {name}
          </Check>
        ))}
      </fieldset>
      {problem && <ProblemNote problem={problem} />}
    </section>
  );
}
