import { z } from 'zod';
import { CourseError } from '../../grading/course-error.ts';
import type { Tell } from './inline.ts';
import type { SourceFolder } from './source-folder.ts';

/** A file of the scenario, as index.json names it. */
const File = z.string().min(1).max(500);

/** What the introduction, each step and the end may have. Fields that are not here are told to the author, not taken. */
export const ScenarioPart = z.looseObject({
  title: z.string().max(300).optional(),
  text: File.optional(),
  verify: File.optional(),
  foreground: File.optional(),
  background: File.optional(),
  solve: File.optional(),
});
export type ScenarioPart = z.infer<typeof ScenarioPart>;

export const ScenarioAsset = z.looseObject({
  file: File,
  target: z.string().min(1).max(500),
  chmod: z.string().max(50).optional(),
});
export type ScenarioAsset = z.infer<typeof ScenarioAsset>;

/** index.json of one Killercoda scenario, which is Katacoda's format too: https://killercoda.com/creators */
export const ScenarioFile = z.looseObject({
  title: z.string().min(1).max(300),
  description: z.string().max(2_000).optional(),
  details: z.looseObject({
    intro: ScenarioPart.optional(),
    steps: z.array(ScenarioPart).min(1).max(99),
    finish: ScenarioPart.optional(),
    assets: z.record(z.string(), z.array(ScenarioAsset)).optional(),
  }),
  backend: z.looseObject({ imageid: z.string().max(200).optional() }).optional(),
});
export type ScenarioFile = z.infer<typeof ScenarioFile>;

/** @throws CourseError when index.json is not there, or not a scenario's. */
export function readScenario(source: SourceFolder): ScenarioFile {
  const text = source.text('index.json');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new CourseError(`index.json is not JSON: ${(error as Error).message}; mend it and import again.`);
  }
  const read = ScenarioFile.safeParse(value);
  if (read.success) return read.data;
  const issues = read.error.issues.map(
    ({ path: at, message }) => `${at.join('.') || 'all of it'}: ${message}`,
  );
  throw new CourseError(
    `index.json is not a Killercoda scenario's (${issues.slice(0, 4).join('; ')}); mend it, or name the folder of one scenario.`,
  );
}

/** Tells each field that index.json has and nothing here knows. */
export function untaken(scenario: ScenarioFile, tell: Tell): void {
  const { details, backend = {} } = scenario;
  const places: [where: string, value: object, known: z.ZodObject][] = [
    ['index.json', scenario, ScenarioFile],
    ['details', details, ScenarioFile.shape.details],
    ['backend', backend, ScenarioFile.shape.backend.unwrap()],
    ['the introduction', details.intro ?? {}, ScenarioPart],
    ...details.steps.map((step, i) => [`step ${i + 1}`, step, ScenarioPart] as [string, object, z.ZodObject]),
    ['the end', details.finish ?? {}, ScenarioPart],
    ...Object.values(details.assets ?? {})
      .flat()
      .map((asset) => [`the asset ${asset.file}`, asset, ScenarioAsset] as [string, object, z.ZodObject]),
  ];
  for (const [where, value, { shape }] of places) {
    for (const field of Object.keys(value)) {
      if (!Object.hasOwn(shape, field)) tell(`The field “${field}” of ${where} is not taken.`);
    }
  }
}
