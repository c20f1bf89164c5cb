import { readdirSync } from 'node:fs';
import path from 'node:path';
import { numbered } from '../../protocol/numbered.ts';

/** The folder of the exercise with this id; undefined when the course has none. */
export function exerciseFolder(exercisesDir: string, id: string): string | undefined {
  const name = readdirSync(exercisesDir).find((one) => numbered(one)?.id === id);
  return name && path.join(exercisesDir, name);
}
