import { useEffect } from 'preact/hooks';
import type { ServedCourse } from '../../protocol/course.ts';
import { inLanguage } from '../course/in-language.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useAct } from '../ui/use-act.ts';
import { pathIn } from '../words/languages.ts';
import { language, words } from '../words/now.ts';
import { courses, loadCourses } from './state.ts';

/** The courses of the lab server, each with the way to its first page. */
export function Shelf() {
  const { problem, act } = useAct();
  useEffect(() => void act(loadCourses), []);
  if (problem) return <ProblemNote problem={problem} />;
  return (
    <ul class="shelf">
      {courses.value?.map((course) => (
        <CourseEntry key={course.name} course={course} />
      ))}
    </ul>
  );
}

function CourseEntry({ course }: { course: ServedCourse }) {
  const { base, title, summary, chapters, exercises } = course;
  const said = inLanguage(summary, language);
  return (
    <li>
      <a class="course-entry" href={pathIn(language, '/', base)}>
        <span class="course-name" lang="en">
          {title}
        </span>
        <span lang={said.lang}>{said.text}</span>
        <span class="course-facts">{words.courses.facts(chapters, exercises)}</span>
      </a>
    </li>
  );
}
