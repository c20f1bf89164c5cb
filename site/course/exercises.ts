import { type CollectionEntry, getCollection } from 'astro:content';
import { parse } from 'yaml';
import { z } from 'zod';
import { ExerciseFile } from '../../protocol/exercise.ts';
import { listChapters } from './chapters.ts';

/** An exercise as the build knows it: its words. Its answer form and standing come from the lab server. */
export interface ExerciseText {
  id: string;
  number: number;
  file: ExerciseFile;
  prompt: CollectionEntry<'prompts'>;
}

const files = import.meta.glob<string>('../../exercises/*/exercise.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/**
 * All exercises in the order of their numbers.
 * @throws Error naming the folder or file that is missing or wrong.
 */
export async function listExercises(): Promise<ExerciseText[]> {
  const prompts = new Map((await getCollection('prompts')).map((prompt) => [prompt.id, prompt]));
  const chapters = await listChapters();
  return Object.entries(files)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([path, text]) => {
      const folder = path.split('/').at(-2) ?? path;
      const [, number, id] = /^(\d+)-(.+)$/.exec(folder) ?? [];
      if (!number || !id) throw new Error(`exercises/${folder}: a folder here is named NN-name`);
      const prompt = prompts.get(folder);
      if (!prompt) throw new Error(`exercises/${folder}/prompt.mdx is missing`);
      const file = exerciseFile(folder, text);
      if (!chapters.some(({ slug }) => slug === file.chapter)) {
        throw new Error(
          `exercises/${folder}/exercise.yaml: no chapter of site/chapters/ is named ${file.chapter}`,
        );
      }
      return { id, number: Number(number), file, prompt };
    });
}

function exerciseFile(folder: string, text: string): ExerciseFile {
  const read = ExerciseFile.safeParse(parse(text));
  if (!read.success) throw new Error(`exercises/${folder}/exercise.yaml:\n${z.prettifyError(read.error)}`);
  return read.data;
}
