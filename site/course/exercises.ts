import { type CollectionEntry, getCollection } from 'astro:content';
import type { ExerciseFile } from '../../protocol/exercise.ts';
import { numbered } from '../../protocol/numbered.ts';
import { listChapters } from './chapters.ts';

/** The words of an exercise, which are known when the site is built. Its answer form and standing come from the lab server. */
export interface ExerciseText {
  id: string;
  number: number;
  file: ExerciseFile;
  prompt: CollectionEntry<'prompts'>;
}

/**
 * All exercises in the order of their numbers.
 * @throws Error naming the folder or file that is missing or wrong.
 */
export async function listExercises(): Promise<ExerciseText[]> {
  const prompts = new Map((await getCollection('prompts')).map((prompt) => [prompt.id, prompt]));
  const chapters = await listChapters();
  return (await getCollection('exercises'))
    .sort((a, b) => a.id.localeCompare(b.id))
    .map(({ id: folder, data: file }) => {
      const { number, id } = numbered(folder) ?? {};
      if (number === undefined || id === undefined)
        throw new Error(`exercises/${folder}: a folder here is named NN-name`);
      const prompt = prompts.get(folder);
      if (!prompt) throw new Error(`exercises/${folder}/prompt.mdx is missing`);
      if (!chapters.some(({ slug }) => slug === file.chapter)) {
        throw new Error(
          `exercises/${folder}/exercise.yaml: no chapter of the course is named ${file.chapter}`,
        );
      }
      return { id, number, file, prompt };
    });
}
