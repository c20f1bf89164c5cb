import type { ChapterTitle } from '../../protocol/course.ts';
import type { ClassDetail } from '../../protocol/desk/class.ts';
import { chapterTitles } from '../shell/chapter-titles.ts';

/** The chapters of a class's course. In a preview the lab server has no built pages to know them by; there they are those of this page's course, the only one. */
export const chaptersOf = ({ chapters }: ClassDetail): readonly ChapterTitle[] =>
  chapters.length > 0 ? chapters : chapterTitles();
