import path from 'node:path';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { CourseError } from '../../course/course-error.ts';
import type { SourceFolder } from './source-folder.ts';
import type { Tell } from './tell.ts';

/** A file of the scenario, as index.json names it. */
const File = z.string().min(1).max(500);

/** The fields that the introduction, each step and the end may have. Other fields are not taken, and are reported to the author. */
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
  title: z.string().max(300).default(''),
  description: z.string().max(2_000).optional(),
  details: z.looseObject({
    intro: ScenarioPart.optional(),
    steps: z.array(ScenarioPart).max(99).default([]),
    finish: ScenarioPart.optional(),
    assets: z.record(z.string(), z.array(ScenarioAsset)).optional(),
  }),
  backend: z.looseObject({ imageid: z.string().max(200).optional() }).optional(),
});
export type ScenarioFile = z.infer<typeof ScenarioFile>;

/**
 * Reads index.json, and tells of each field of it that is not taken, by line.
 * @throws CourseError when index.json does not exist, or is not a scenario's.
 */
export function readScenario(source: SourceFolder, tell: Tell): ScenarioFile {
  const text = source.text('index.json');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new CourseError(`index.json is not JSON: ${(error as Error).message}; mend it and import again.`);
  }
  const read = ScenarioFile.safeParse(value);
  if (!read.success) {
    const issues = read.error.issues.map(
      ({ path: at, message }) => `${at.join('.') || 'all of it'}: ${message}`,
    );
    throw new CourseError(
      `index.json is not a Killercoda scenario's (${issues.slice(0, 4).join('; ')}); mend it, or name the folder of one scenario.`,
    );
  }
  const scenario = { ...read.data, title: read.data.title.trim() || path.basename(source.path) };
  const lineOf = linesOfJson(text);
  if (read.data.title.trim() === '')
    tell(`It has no title: the course is called ${scenario.title}.`, lineOf(['title']));
  const { steps, intro, finish } = scenario.details;
  if (steps.length === 0) tell('It has no steps.', lineOf(['details', 'steps']));
  if (steps.length === 0 && !intro && !finish) {
    throw new CourseError(
      'index.json has no page: neither an introduction, nor a step, nor an end; name the folder of one scenario.',
    );
  }
  untaken(scenario, lineOf, tell);
  return scenario;
}

type LineOf = (path: readonly (string | number)[]) => number | undefined;

/** The line at which a value of a JSON text stands, which is YAML too. */
function linesOfJson(text: string): LineOf {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  return (at) => {
    const node = document.getIn(at, true);
    return isNode(node) && node.range ? counter.linePos(node.range[0]).line : undefined;
  };
}

/** Tells of each field that is unknown here. */
function untaken(scenario: ScenarioFile, lineOf: LineOf, tell: Tell): void {
  const { details, backend = {} } = scenario;
  type Place = [where: string, at: (string | number)[], value: object, known: z.ZodObject];
  const places: Place[] = [
    ['index.json', [], scenario, ScenarioFile],
    ['details', ['details'], details, ScenarioFile.shape.details],
    ['backend', ['backend'], backend, ScenarioFile.shape.backend.unwrap()],
    ['the introduction', ['details', 'intro'], details.intro ?? {}, ScenarioPart],
    ...details.steps.map((step, i): Place => [`step ${i + 1}`, ['details', 'steps', i], step, ScenarioPart]),
    ['the end', ['details', 'finish'], details.finish ?? {}, ScenarioPart],
    ...Object.entries(details.assets ?? {}).flatMap(([host, assets]) =>
      assets.map(
        (asset, i): Place => [
          `the asset ${asset.file}`,
          ['details', 'assets', host, i],
          asset,
          ScenarioAsset,
        ],
      ),
    ),
  ];
  for (const [where, at, value, { shape }] of places) {
    for (const field of Object.keys(value)) {
      if (!Object.hasOwn(shape, field))
        tell(`The field “${field}” of ${where} is not taken.`, lineOf([...at, field]));
    }
  }
}
