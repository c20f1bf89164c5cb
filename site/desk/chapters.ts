import type { ChapterTitle } from '../../protocol/course.ts';
import type { ClassDetail } from '../../protocol/desk/class.ts';
import { courses } from '../shelf/state.ts';
import { chapterTitles } from '../shell/chapter-titles.ts';

/**
 * The chapters of a class's course; none if the course is not served any more. In a preview the lab server has no built pages to know them by; there they are
 * those of this page's course, the only one.
 */
export function chaptersOf({ chapters, course }: ClassDetail): readonly ChapterTitle[] {
  const isServed = courses.value?.some(({ name }) => name === course) ?? true;
  return chapters.length > 0 || !isServed ? chapters : chapterTitles();
}
