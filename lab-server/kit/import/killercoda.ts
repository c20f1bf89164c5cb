import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { CourseError } from '../../grading/course-error.ts';
import { asBash, asRoot, asRootAnyway, withAssets } from './host-scripts.ts';
import type { Tell } from './inline.ts';
import { markdownToMdx } from './markdown.ts';
import { notesDocument } from './notes-document.ts';
import { readScenario, type ScenarioFile, type ScenarioPart, untaken } from './scenario-file.ts';
import { SourceFolder } from './source-folder.ts';

/** Characters of a script that a check takes (checkers/checks/kinds/script.ts). */
const LONGEST_CHECK = 20_000;
/** Words that are read in a minute. */
const PER_MINUTE = 150;

/** A page of the scenario on its way to a chapter. */
interface Page {
  /** As notes name it. */
  name: string;
  kind: 'intro' | 'step' | 'finish';
  title: string;
  /** Its chapter's, without the number. */
  slug: string;
  /** The chapter's file without .mdx. */
  chapter: string;
  part: ScenarioPart;
}

/**
 * Makes a course of a Killercoda scenario: a chapter of each page, an exercise of each step with a verify script.
 * @param dir the folder with the scenario's index.json.
 * @param into the course's folder, which must not be there yet.
 * @returns the files written, below `into`, and a sentence for each thing that did not come along or has to be seen to.
 * @throws CourseError when the scenario can't be read, or `into` is there; then nothing is written.
 */
export function importKillercoda(dir: string, into: string): { written: string[]; notes: string[] } {
  if (existsSync(into)) throw new CourseError(`${into} is there already; say where else with --into FOLDER.`);
  const notes = new Set<string>();
  const source = new SourceFolder(dir);
  const scenario = readScenario(source);
  const files = filesOf(source, scenario, (note) => void notes.add(note));
  files.set('IMPORT.md', notesDocument(scenario.title, [...notes]));
  for (const [name, text] of files) {
    const file = path.join(into, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text, { mode: name.endsWith('.sh') ? 0o755 : 0o644, flag: 'wx' });
  }
  return { written: [...files.keys()], notes: [...notes] };
}

/** Each file's text by its name, before anything is written. */
function filesOf(source: SourceFolder, scenario: ScenarioFile, tell: Tell): Map<string, string> {
  untaken(scenario, tell);
  tellOfImage(scenario.backend?.imageid, tell);
  const pages = pagesOf(scenario);
  const files = new Map<string, string>();
  const summary = scenario.description ?? scenario.title;
  files.set('course.yaml', stringify({ title: scenario.title, summary, scenario: [], packages: [] }));
  for (const page of pages) {
    const about: Tell = (note) => tell(`${page.name}: ${note}`);
    files.set(`chapters/${page.chapter}.mdx`, chapterOf(source, page, about));
  }
  const beginning =
    withAssets(source, scenario.details.assets ?? {}, tell) + startOf(source, scenario.details.intro ?? {});
  let number = 0;
  for (const page of pages) {
    const about: Tell = (note) => tell(`${page.name}: ${note}`);
    const check = checkOf(source, page, about);
    if (check === undefined) continue;
    number += 1;
    const folder = `exercises/${twoDigits(number)}-${page.slug}`;
    const own = exerciseOf(source, page, check, number === 1 ? beginning : '', (note) =>
      about(`${folder}${note}`),
    );
    for (const [name, text] of Object.entries(own)) files.set(`${folder}/${name}`, text);
  }
  if (number === 0 && beginning !== '')
    tell('The assets and what the introduction sets up are not taken: there is no exercise to set them up.');
  return files;
}

function pagesOf({ details: { intro, steps, finish } }: ScenarioFile): Page[] {
  const taken = new Set<string>();
  const pages: Omit<Page, 'slug' | 'chapter'>[] = [
    ...(intro ? [page('intro', 'The introduction', 'Introduction', intro)] : []),
    ...steps.map((part, i) => page('step', `Step ${i + 1}`, `Step ${i + 1}`, part)),
    ...(finish ? [page('finish', 'The end', 'The end', finish)] : []),
  ];
  return pages.map((one, i) => {
    const slug = free(one.title, taken);
    return { ...one, slug, chapter: `${twoDigits(i + 1)}-${slug}` };
  });
}

const page = (kind: Page['kind'], name: string, untitled: string, part: ScenarioPart) => ({
  kind,
  name,
  title: part.title?.trim() || untitled,
  part,
});

function chapterOf(source: SourceFolder, { title, part }: Page, tell: Tell): string {
  if (part.text === undefined) tell('it has no text; its chapter is empty.');
  const body = part.text === undefined ? '' : markdownToMdx(source.text(part.text), tell);
  const minutes = Math.max(1, Math.ceil(body.split(/\s+/).length / PER_MINUTE));
  return `---\n${stringify({ title, summary: title, minutes })}---\n\n${body}`;
}

/** The commands of a page's check; undefined, and why, where it becomes no exercise. */
function checkOf(source: SourceFolder, { kind, part }: Page, tell: Tell): string | undefined {
  const scripts = [part.background, part.foreground].filter((name) => name !== undefined).join(' and ');
  if (kind !== 'step') {
    if (part.verify !== undefined) tell(`${part.verify} is not taken: only steps become exercises.`);
    if (kind === 'finish' && scripts !== '')
      tell(`${scripts}: not taken, since nothing runs when a chapter is opened.`);
    return undefined;
  }
  const check = part.verify === undefined ? undefined : asBash(source.text(part.verify));
  const isEmpty = check?.split('\n').every((line) => /^\s*(?:#|$)/.test(line));
  if (check !== undefined && !isEmpty && check.length <= LONGEST_CHECK) return check;
  const why = isEmpty
    ? 'without a command'
    : `longer than the ${LONGEST_CHECK} characters that a check takes`;
  if (check !== undefined) tell(`${part.verify} is ${why}: there is no exercise.`);
  if (scripts !== '') tell(`${scripts}: not taken, since without a check there is no exercise to set up.`);
  return undefined;
}

/** The files of a step's exercise. */
function exerciseOf(
  source: SourceFolder,
  { title, chapter, part }: Page,
  run: string,
  beginning: string,
  tell: Tell,
): Record<string, string> {
  const start = beginning + startOf(source, part);
  const solve = part.solve === undefined ? undefined : asRoot(part.solve, source.text(part.solve));
  if (beginning !== '')
    tell('/start.sh begins with the assets and what the introduction sets up; later exercises rely on it.');
  tell(
    `: nothing proves yet that its check passes and fails when it should; write ${solve === undefined ? 'solve.sh and ' : ''}wrong/.`,
  );
  const check = {
    id: 'verify',
    script: { run, as: 'root' },
    pass: 'This step is done.',
    fail: 'What this step asks for is not done yet.',
  };
  return {
    'exercise.yaml': stringify({ title, chapter, points: 1, checks: [check] }),
    'prompt.mdx': 'Do what this chapter asks for.\n',
    ...(start === '' ? {} : { 'start.sh': start }),
    ...(solve === undefined ? {} : { 'solve.sh': solve }),
  };
}

/** What runs before a page is worked on: in the background, then in its terminal. */
function startOf(source: SourceFolder, { background, foreground }: ScenarioPart): string {
  return [background, foreground]
    .flatMap((name) => (name === undefined ? [] : [asRootAnyway(name, source.text(name))]))
    .join('');
}

function tellOfImage(image: string | undefined, tell: Tell): void {
  if (image === undefined || /^ubuntu/.test(image)) return;
  tell(
    `The scenario is for the image ${image}. A lab host is Debian with Docker, Podman, Incus and LXD: what else that image has is not there.`,
  );
}

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** A name for a file that no other has. */
function free(title: string, taken: Set<string>): string {
  const plain = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replaceAll(/^-+|-+$/g, '');
  const base = plain === '' ? 'part' : plain;
  let name = base;
  for (let n = 2; taken.has(name); n++) name = `${base}-${n}`;
  taken.add(name);
  return name;
}
