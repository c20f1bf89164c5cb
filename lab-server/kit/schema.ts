import { z } from 'zod';
import { CheckEntry } from '../../checkers/checks/registry.ts';
import { CourseFile } from '../../protocol/course.ts';
import { ExerciseFile } from '../../protocol/exercise.ts';

type Json = Record<string, unknown>;

/** JSON Schema (2020-12) of course.yaml. */
export function courseSchema(): Json {
  return { ...z.toJSONSchema(CourseFile, { io: 'input' }), title: 'course.yaml of vethlab' };
}

/** JSON Schema (2020-12) of exercise.yaml with every kind of check, by which an editor completes and checks it. */
export function exerciseSchema(): Json {
  const file = z.toJSONSchema(ExerciseFile, { io: 'input' }) as Json;
  const entry = z.toJSONSchema(CheckEntry, { io: 'input' }) as Json;
  // References start at the root, wherever they stand.
  const { $schema: _, $defs = {}, ...check } = entry;
  const properties = file.properties as Record<string, Json>;
  const checks = { ...properties.checks, items: check };
  return {
    ...file,
    title: 'exercise.yaml of a vethlab course',
    properties: { ...properties, checks },
    $defs: { ...((file.$defs as Json) ?? {}), ...($defs as Json) },
  };
}
