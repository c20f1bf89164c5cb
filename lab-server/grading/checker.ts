import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Checker } from '../../checkers/define.ts';
import { CourseError } from './course-error.ts';

/**
 * Loads a checker's file.
 * @throws CourseError when it is not there or its default export is not a checker.
 */
export async function loadChecker(file: string): Promise<Checker> {
  if (!existsSync(file))
    throw new CourseError(`${file}: there is no such checker; write it or name another.`);
  const { default: checker } = await import(/* @vite-ignore */ pathToFileURL(file).href);
  if (isChecker(checker)) return checker;
  throw new CourseError(`${file}: its default export is not what defineChecker makes.`);
}

function isChecker(value: Partial<Checker> | undefined): value is Checker {
  return (
    value?.answer instanceof z.ZodObject &&
    typeof value.observe === 'function' &&
    typeof value.judge === 'function'
  );
}
