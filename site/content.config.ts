import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

const chapters = defineCollection({
  loader: glob({ pattern: '*.mdx', base: './site/chapters' }),
  schema: z.object({
    title: z.string(),
    summary: z.string().describe('One sentence: what one can do or tell after it.'),
    minutes: z.int().describe('Time to read and try, for one who knows Linux a little.'),
  }),
});

/** The task of each exercise; its title, points and answer form are in exercise.yaml beside it. */
const prompts = defineCollection({
  loader: glob({
    pattern: '*/prompt.mdx',
    base: './exercises',
    generateId: ({ entry }) => entry.split('/')[0] ?? entry,
  }),
});

export const collections = { chapters, prompts };
