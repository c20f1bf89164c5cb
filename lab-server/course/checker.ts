import { existsSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Checker } from '../../checkers/define.ts';
import { CourseError } from './course-error.ts';

/** A checker, and the shape of an answer to it. */
export interface LoadedChecker {
  check: Checker;
  /** JSON Schema (2020-12) of the answer. */
  answerSchema: Record<string, unknown>;
}

/**
 * Loads a checker's file.
 * @throws CourseError when it is not there, can't be loaded, or its default export is not a checker.
 */
export async function loadChecker(file: string): Promise<LoadedChecker> {
  if (!existsSync(file)) {
    throw new CourseError(`${file}: there is no such checker; write it or name another.`);
  }
  try {
    // Node keeps a loaded module by its address, so a changed file gets another address.
    const address = `${pathToFileURL(file).href}?${Math.trunc(statSync(file).mtimeMs)}`;
    const { default: check } = await import(/* @vite-ignore */ address);
    if (isChecker(check)) return asLoaded(check);
  } catch (error) {
    throw new CourseError(`${file}: ${(error as Error).message}`, { cause: error });
  }
  throw new CourseError(`${file}: its default export is not what defineChecker makes.`);
}

export function asLoaded(check: Checker): LoadedChecker {
  return { check, answerSchema: z.toJSONSchema(check.answer, { io: 'input' }) };
}

function isChecker(value: Partial<Checker> | undefined): value is Checker {
  return (
    value?.answer instanceof z.ZodObject &&
    typeof value.observe === 'function' &&
    typeof value.judge === 'function'
  );
}
