import path from 'node:path';
import { z } from 'zod';
import { ChapterTitle } from '../../protocol/course.ts';
import { readIfThere } from '../common/read-file.ts';

/** The file of built pages that lists a course's chapters (site/pages/chapters.json.ts). */
const FILE = 'chapters.json';

/** The chapters of a course, as its built pages list them; none when the pages are not built. @throws ZodError */
export function builtChapters(siteDir: string): ChapterTitle[] {
  const text = readIfThere(path.join(siteDir, FILE));
  return text === undefined ? [] : z.array(ChapterTitle).parse(JSON.parse(text));
}
