import { type CollectionEntry, getCollection } from 'astro:content';
import type { ExerciseFile } from '../../protocol/exercise.ts';
import { listChapters } from './chapters.ts';

/** An exercise as the build knows it: its words. Its answer form and standing come from the lab server. */
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
      const [, number, id] = /^(\d+)-(.+)$/.exec(folder) ?? [];
      if (!number || !id) throw new Error(`exercises/${folder}: a folder here is named NN-name`);
      const prompt = prompts.get(folder);
      if (!prompt) throw new Error(`exercises/${folder}/prompt.mdx is missing`);
      if (!chapters.some(({ slug }) => slug === file.chapter)) {
        throw new Error(
          `exercises/${folder}/exercise.yaml: no chapter of the course is named ${file.chapter}`,
        );
      }
      return { id, number: Number(number), file, prompt };
    });
}
