import type { ClassSummary } from '../../../protocol/desk/class.ts';
import { desk } from '../../words/desk-now.ts';
import { dayAndTime } from '../../words/format.ts';
import { href } from '../../words/now.ts';
import { courseTitle } from '../courses.ts';

/** A class in the list: its name, its code, and its learners. */
export function ClassCard({ summary }: { summary: ClassSummary }) {
  const { id, name, code, course, learners, waiting, createdAt, archivedAt } = summary;
  const title = courseTitle(course);
  return (
    <li>
      <a class="class-card" href={href(`/desk/class/?id=${id}`)}>
        <span class="class-name">{name}</span>
        <span class="class-code">
          <span class="visually-hidden">{desk.home.code} </span>
          {code}
        </span>
        {title !== undefined && (
          <span class="class-course" lang="en">
            {title}
          </span>
        )}
        <span class="class-facts">
          {desk.home.learners(learners)}
          {waiting > 0 && <span class="badge warm">{desk.home.waiting(waiting)}</span>}
        </span>
        <span class="soft small-text">
          {archivedAt ? desk.home.archivedOn(dayAndTime(archivedAt)) : desk.home.since(dayAndTime(createdAt))}
        </span>
      </a>
    </li>
  );
}
