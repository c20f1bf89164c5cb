import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import type { QuizQuestion } from '../../../checkers/quiz/quiz.ts';
import { CourseError } from '../../course/course-error.ts';
import { asBash, asRoot, asRootInTurn, ENDED_BY_ALL, withAssets } from './host-scripts.ts';
import { LenientSource } from './lenient-source.ts';
import { pageToMdx } from './markdown.ts';
import { tellOfNeeds, tellOfNeedsOfPage } from './needs.ts';
import { notesDocument } from './notes-document.ts';
import { quizChecker, quizExercise } from './quiz-exercise.ts';
import { readScenario, type ScenarioFile, type ScenarioPart } from './scenario-file.ts';
import { SourceFolder } from './source-folder.ts';
import { Notes, type Tell } from './tell.ts';

/** Most characters of a script that a check takes (checkers/checks/kinds/script.ts). */
const LONGEST_CHECK = 20_000;
/** Words that are read in a minute. */
const PER_MINUTE = 150;

/** A page of the scenario on its way to a chapter. */
interface Page {
  /** Its name in notes. */
  name: string;
  kind: 'intro' | 'step' | 'finish';
  title: string;
  /** The chapter's slug, without the number. */
  slug: string;
  /** The chapter's file without .mdx. */
  chapter: string;
  part: ScenarioPart;
}

/** What the parts of a scenario are made with. */
interface Making {
  source: LenientSource;
  notes: Notes;
}

/**
 * Makes a course of a Killercoda scenario: a chapter of each page, an exercise of each step with a verify script, and one of each page with a quiz.
 * @param dir the folder with the scenario's index.json.
 * @param into the course's folder, which must not exist yet.
 * @returns the files written, below `into`, and a sentence for each thing that was not taken or needs the author's attention, by file and line.
 * @throws CourseError when index.json can't be read, or `into` exists; then nothing is written.
 */
export function importKillercoda(dir: string, into: string): { written: string[]; notes: string[] } {
  if (existsSync(into)) throw new CourseError(`${into} is there already; say where else with --into FOLDER.`);
  const notes = new Notes();
  const folder = new SourceFolder(dir);
  const scenario = readScenario(folder, notes.about('index.json'));
  const files = filesOf({ source: new LenientSource(folder, notes), notes }, scenario);
  const sentences = notes.sentences();
  files.set('IMPORT.md', notesDocument(scenario.title, sentences));
  for (const [name, text] of files) {
    const file = path.join(into, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text, { mode: name.endsWith('.sh') ? 0o755 : 0o644, flag: 'wx' });
  }
  return { written: [...files.keys()], notes: sentences };
}

/** Each file's text by its name, before anything is written. */
function filesOf(making: Making, scenario: ScenarioFile): Map<string, string> {
  const { source, notes } = making;
  tellOfImage(scenario.backend?.imageid, notes.about('index.json'));
  const pages = pagesOf(scenario);
  const files = new Map<string, string>();
  const summary = scenario.description || scenario.title;
  files.set('course.yaml', stringify({ title: scenario.title, summary, scenario: [], packages: [] }));
  const exercises = new Map<string, string>();
  let number = 0;
  const add = (slug: string, own: Record<string, string>) => {
    number += 1;
    for (const [name, text] of Object.entries(own))
      exercises.set(`exercises/${twoDigits(number)}-${slug}/${name}`, text);
  };
  const beginning =
    withAssets(source, scenario.details.assets ?? {}, notes.about('index.json')) +
    startOf(making, scenario.details.intro ?? {});
  let isBegun = false;
  for (const page of pages) {
    const { chapter, questions } = chapterOf(making, page);
    files.set(`chapters/${page.chapter}.mdx`, chapter);
    const check = checkOf(making, page);
    if (check !== undefined) {
      const folder = `exercises/${twoDigits(number + 1)}-${page.slug}`;
      add(page.slug, exerciseOf(making, page, check, isBegun ? '' : beginning, folder));
      isBegun = true;
    }
    if (questions.length > 0) {
      const checker = `quiz-${page.slug}`;
      exercises.set(`checkers/${checker}.ts`, quizChecker(questions));
      add(`${page.slug}-questions`, quizExercise(page, checker, questions));
    }
  }
  if (!isBegun && beginning !== '')
    notes.about('index.json')(
      'The assets and what the introduction sets up are not taken: there is no exercise to set them up.',
    );
  return new Map([...files, ...exercises]);
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

function chapterOf(
  { source, notes }: Making,
  { name, title, part }: Page,
): { chapter: string; questions: QuizQuestion[] } {
  const text = part.text === undefined ? undefined : source.text(part.text);
  if (part.text === undefined) notes.about('index.json')(`${name} has no text; its chapter is empty.`);
  else if (text !== undefined) tellOfNeedsOfPage(text, notes.about(part.text));
  const { mdx, questions } = pageToMdx(text ?? '', notes.about(part.text ?? ''));
  const minutes = Math.max(1, Math.ceil(mdx.split(/\s+/).length / PER_MINUTE));
  return { chapter: `---\n${stringify({ title, summary: title, minutes })}---\n\n${mdx}`, questions };
}

/** The commands of a page's check; undefined, with the reason, when it becomes no exercise. */
function checkOf({ source, notes }: Making, { kind, part }: Page): string | undefined {
  const scripts = [part.background, part.foreground].filter((name) => name !== undefined);
  if (kind !== 'step') {
    if (part.verify !== undefined) notes.about(part.verify)('It is not taken: only steps become exercises.');
    if (kind === 'finish')
      for (const name of scripts)
        notes.about(name)('It is not taken: nothing runs when a chapter is opened.');
    return undefined;
  }
  const given = part.verify === undefined ? undefined : source.text(part.verify);
  const check = given === undefined ? undefined : asBash(given);
  const isEmpty = check?.split('\n').every((line) => /^\s*(?:#|$)/.test(line));
  if (check !== undefined && part.verify !== undefined) {
    const tell = notes.about(part.verify);
    tellOfNeeds(given ?? '', tell);
    if (!isEmpty && check.length <= LONGEST_CHECK) return check;
    const why = isEmpty
      ? 'without a command'
      : `longer than the ${LONGEST_CHECK} characters that a check takes`;
    tell(`It is ${why}: there is no exercise.`);
  }
  for (const name of scripts)
    notes.about(name)('It is not taken: without a check there is no exercise to set up.');
  return undefined;
}

/** The files of a step's exercise. */
function exerciseOf(
  making: Making,
  { title, chapter, part }: Page,
  run: string,
  beginning: string,
  folder: string,
): Record<string, string> {
  const { source, notes } = making;
  const start = beginning + startOf(making, part);
  const given = part.solve === undefined ? undefined : source.text(part.solve);
  if (given !== undefined && part.solve !== undefined) tellOfNeeds(given, notes.about(part.solve));
  const solve =
    given === undefined || part.solve === undefined ? undefined : pieceOf(making, part.solve, given, asRoot);
  if (beginning !== '')
    notes.about(`${folder}/start.sh`)(
      'It begins with the assets and what the introduction sets up; later exercises rely on it.',
    );
  notes.about(folder)(
    `Nothing proves yet that its check passes and fails when it should; write ${solve === undefined ? 'solve.sh and ' : ''}wrong/.`,
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
    ...(start === '' ? {} : { 'start.sh': `${start}${ENDED_BY_ALL}` }),
    ...(solve === undefined || solve === '' ? {} : { 'solve.sh': solve }),
  };
}

/** The scripts that run before a page is worked on: in the background, then in its terminal. */
function startOf(making: Making, { background, foreground }: ScenarioPart): string {
  return [background, foreground]
    .flatMap((name) => {
      const text = name === undefined ? undefined : making.source.text(name);
      if (name === undefined || text === undefined) return [];
      tellOfNeeds(text, making.notes.about(name));
      return [pieceOf(making, name, text, asRootInTurn)];
    })
    .join('');
}

/** A script as a piece of another; empty, with the reason told, when it is too long for one. */
function pieceOf({ notes }: Making, name: string, text: string, make: typeof asRoot): string {
  try {
    return make(name, text);
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
    notes.about(name)(error.message);
    return '';
  }
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
    .replaceAll(/^-+|(?<!-)-+$/g, '');
  const base = plain === '' ? 'part' : plain;
  let name = base;
  for (let n = 2; taken.has(name); n++) name = `${base}-${n}`;
  taken.add(name);
  return name;
}
