import { useEffect } from 'preact/hooks';
import { LTI_ITEMS } from '../../protocol/lms.ts';
import { courses, loadCourses } from '../shelf/state.ts';
import { base } from '../words/base.ts';
import { desk } from '../words/desk-now.ts';
import { pathIn } from '../words/languages.ts';
import { language } from '../words/now.ts';

/** The way to the same choice in each course of the lab server, where there are several. @param said what the LMS said, behind the # of the page's address */
export function CourseLinks({ said }: { said: string }) {
  // Without the list, what is chosen is of this course.
  useEffect(() => void loadCourses().catch(() => {}), []);
  const all = courses.value ?? [];
  if (all.length < 2) return null;
  return (
    <nav class="lti-courses" aria-label={desk.lms.items.courses}>
      {all.map((one) => (
        <a
          key={one.name}
          class="button small"
          href={`${pathIn(language, LTI_ITEMS, one.base)}#${said}`}
          aria-current={one.base === base ? 'page' : undefined}
          lang="en"
        >
          {one.title}
        </a>
      ))}
    </nav>
  );
}
