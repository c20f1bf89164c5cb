import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { ExerciseFile } from '../protocol/exercise.ts';
import { chaptersDir, exercisesDir } from './course/place.ts';

const chapters = defineCollection({
  loader: glob({ pattern: '*.mdx', base: chaptersDir }),
  schema: z.object({
    title: z.string(),
    summary: z.string().describe('One sentence: what one can do or tell after it.'),
    minutes: z
      .int()
      .describe(
        'Time to read and try, for one who knows Linux a little. Exercises have minutes of their own, unless none are given there.',
      ),
  }),
});

const folderOf = ({ entry }: { entry: string }) => entry.split('/')[0] ?? entry;

/** The task of each exercise; its title, points and answer form are in exercise.yaml beside it. */
const prompts = defineCollection({
  loader: glob({
    pattern: '*/prompt.mdx',
    base: exercisesDir,
    generateId: folderOf,
  }),
});

const exercises = defineCollection({
  loader: glob({ pattern: '*/exercise.yaml', base: exercisesDir, generateId: folderOf }),
  schema: ExerciseFile,
});

const documents = glob({ pattern: '*.md', base: './docs' });

/** The documentation, in the folder where people also read it as files. site/code/docs-pages.ts converts its links and headings. */
const docs = defineCollection({
  loader: {
    ...documents,
    load(context) {
      // Astro keeps its result for a file that did not change, even when the result would be made differently now.
      context.store.clear();
      return documents.load(context);
    },
  },
});

export const collections = { chapters, prompts, exercises, docs };
