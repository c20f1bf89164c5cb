import { z } from 'zod';
import { ChapterTitle } from '../../protocol/course.ts';

const Chapters = z.array(ChapterTitle);

/** The course's chapters, with their numbers. They were put into the page when it was built (Astro pages with `data-chapters`). */
export function chapterTitles(): z.infer<typeof Chapters> {
  const data = document.querySelector<HTMLElement>('[data-chapters]')?.dataset.chapters;
  return data ? Chapters.parse(JSON.parse(data)) : [];
}
