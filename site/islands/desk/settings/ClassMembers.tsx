import type { ClassDetail } from '../../../../protocol/desk/class.ts';
import { changeInstructors } from '../../../state/desk/class.ts';
import { listInstructors } from '../../../state/desk/instructors.ts';
import { desk } from '../../../words/desk-now.ts';
import { ProblemNote } from '../../ProblemNote.tsx';
import { Check } from '../Check.tsx';
import { useAct } from '../use-act.ts';
import { useRemote } from '../use-remote.ts';

/** Which instructors have this class at their desk. */
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
