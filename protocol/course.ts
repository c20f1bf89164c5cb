import { z } from 'zod';
import { ScenarioContainer, ScenarioSeed } from './scenario.ts';

/** A course goes by this name everywhere: that of its folder or tar file. */
export const CourseName = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(255)
  .describe('The course: the name of its folder or tar file.');

/** The name of the course that vethlab comes with. */
export const OWN_COURSE = 'containers-on-the-network';

/** What the paths of a course begin with. */
export const CourseBase = z
  .string()
  .regex(/^(\/[a-z0-9-]+)?$/)
  .describe(
    'What the paths of its pages begin with, and those of the API as its learners ask it: /NAME, and nothing for the first course.',
  );

/** A chapter, as lists of a course's chapters name it. */
export const ChapterTitle = z.object({ slug: z.string(), title: z.string().describe('With its number.') });
export type ChapterTitle = z.infer<typeof ChapterTitle>;

const languages = z.strictObject({ en: z.string(), de: z.string().optional() });

/** A text, or one for each language of the pages. */
const Worded = z
  .union([z.string(), languages])
  .transform((text) => (typeof text === 'string' ? { en: text } : text));

/** A folder's path within the course. */
const Within = z.string().regex(/^(?!\/)(?!.*\.\.)[\w./-]+$/, 'A folder of the course, such as chapters.');

/** course.yaml: the file that makes a folder a course. */
export const CourseFile = z.strictObject({
  title: z.string().min(1).max(80),
  summary: Worded.describe('One sentence on what a learner learns; the first page shows it below the title.'),
  credit: Worded.optional().describe('Whose work the course follows; shown below the list of chapters.'),
  scenario: z
    .union([ScenarioSeed, z.array(ScenarioContainer).max(12)])
    .default('lesson')
    .describe(
      "What runs on a lab host: a seed, such as lesson or medium-7c2f, or the containers themselves; [] for none. A seed's may be replaced with SCENARIOS.",
    ),
  packages: z
    .array(z.string().regex(/^[a-z0-9][a-z0-9+.-]+$/, 'The name of a Debian package, such as strace.'))
    .max(50)
    .default([])
    .describe('Debian packages that its lab hosts have in addition to those of every lab host.'),
  chapters: Within.default('chapters').describe('The folder of its chapters, NN-slug.mdx.'),
});
export type CourseFile = z.infer<typeof CourseFile>;

/** GET /api/courses: one of them. */
export const ServedCourse = z
  .object({
    name: CourseName,
    base: CourseBase,
    title: z.string(),
    summary: languages.describe('One sentence, in the languages that the course has it in.'),
    chapters: z.int(),
    exercises: z.int(),
  })
  .meta({ id: 'ServedCourse' });
export type ServedCourse = z.infer<typeof ServedCourse>;
