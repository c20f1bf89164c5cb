import { useEffect, useState } from 'preact/hooks';
import { loadCourses } from '../../shelf/state.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { DeskIcon } from '../DeskIcon.tsx';
import { Capacity } from '../hosts/Capacity.tsx';
import { classes, loadClasses } from '../state/classes.ts';
import { ClassCard } from './ClassCard.tsx';
import { NewClass } from './NewClass.tsx';

/** The instructor's classes, newest first. Archived ones are folded away. */
export function Classes() {
  const [isAdding, setAdding] = useState(false);
  const { problem, act } = useAct();
  useEffect(() => {
    void act(loadClasses);
    // Without an answer the classes' courses go unnamed, and a new class is of the first.
    void loadCourses().catch(() => {});
  }, []);
  const list = (classes.value ?? []).toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  const open = list.filter(({ archivedAt }) => archivedAt === null);
  const archived = list.filter(({ archivedAt }) => archivedAt !== null);
  return (
    <section class="desk-classes" aria-labelledby="classes-title">
      <div class="part-head">
        <h1 id="classes-title">{desk.home.classes}</h1>
        <span class="row-tools">
          <Capacity />
          <button type="button" class="button primary" onClick={() => setAdding(true)}>
            <DeskIcon sign="plus" /> {desk.home.newClass}
          </button>
        </span>
      </div>
      {problem && <ProblemNote problem={problem} />}
      {classes.value && open.length === 0 && <p class="empty-note">{desk.home.noClasses}</p>}
      <ul class="class-cards">
        {open.map((one) => (
          <ClassCard key={one.id} summary={one} />
        ))}
      </ul>
      {archived.length > 0 && (
        <details class="fold">
          <summary>{desk.home.archived(archived.length)}</summary>
          <ul class="class-cards">
            {archived.map((one) => (
              <ClassCard key={one.id} summary={one} />
            ))}
          </ul>
        </details>
      )}
      {isAdding && <NewClass onClose={() => setAdding(false)} />}
    </section>
  );
}
