import { type CollectionEntry, getCollection } from 'astro:content';
import type { ExerciseFile } from '../../protocol/exercise.ts';
import { numbered } from '../../protocol/numbered.ts';
import { listChapters } from './chapters.ts';
import { minutesIn } from './minutes.ts';

/** The words of an exercise, which are known when the site is built. Its answer form and standing come from the lab server. */
export interface ExerciseText {
  id: string;
  number: number;
  file: ExerciseFile;
  prompt: CollectionEntry<'prompts'>;
  /** About how long it takes, if its prompt says so. */
  minutes: number | undefined;
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
      return { id, number, file, prompt, minutes: minutesIn(prompt.body) };
    });
}

/** Minutes that the exercises of a chapter take about, as far as they say so. */
export const minutesOf = async (chapter: string): Promise<number> =>
  (await listExercises())
    .filter(({ file }) => file.chapter === chapter)
    .reduce((sum, { minutes }) => sum + (minutes ?? 0), 0);

/** Whether an exercise asks a question about the host, or has the learner change it. */
export const kindOf = ({ checks, watch }: ExerciseFile): 'question' | 'lab' =>
  checks !== undefined || watch ? 'lab' : 'question';
