import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { numbered } from '../../protocol/numbered.ts';
import { CourseError } from '../course/course-error.ts';
import { folders } from '../setup/folders.ts';

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The place where new parts of a course are written. */
export interface CoursePlace {
  /** The course's folder. */
  folder: string;
  /** Its chapters' folder, within it. */
  chapters: string;
}

const KINDS: Record<string, (name: string, course: CoursePlace) => Record<string, string>> = {
  exercise: newExercise,
  checker: newChecker,
  chapter: newChapter,
};

/**
 * Writes a part of a course, whose files pass as they are. Returns their names within the course.
 * @throws CourseError when something of that name exists.
 */
export function writeNew(kind: string, name: string, course: CoursePlace): string[] {
  mustBeName(name);
  const make = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (!make) {
    throw new CourseError(
      `There is no new ${kind}; new exercise NAME, new checker NAME, new chapter NAME or new course FOLDER.`,
    );
  }
  return writeAll(make(name, course), course.folder);
}

/**
 * Writes a course with a chapter and an exercise, which passes as it is. Returns the names of its files within the course.
 * @throws CourseError when the folder exists.
 */
export function writeCourse(folder: string): string[] {
  const name = path.basename(folder);
  mustBeName(name);
  if (existsSync(folder)) throw new CourseError(`${folder} is there already; take another name.`);
  const files: Record<string, string> = {
    'course.yaml': `${schemaLine(folder, 'course')}title: ${JSON.stringify(titleOf(name))}
summary: What one learns, in a sentence.
# What runs on a lab host: a seed, such as lesson, or the containers; [] for none.
scenario: []
# Debian packages that its lab hosts have beside those that all have.
packages: []
`,
  };
  const place = { folder, chapters: 'chapters' };
  Object.assign(files, newChapter('first-steps', place));
  const chapter = '01-first-steps';
  return writeAll({ ...files, ...newExercise('my-bridge', place, chapter) }, folder);
}

/** The line by which an editor with a YAML language server completes and checks the file. */
function schemaLine(folder: string, of: 'exercise' | 'course'): string {
  const schema = path.relative(folder, path.join(folders.made, `${of}.schema.json`));
  return `# yaml-language-server: $schema=${schema}\n`;
}

function titleOf(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words[0]?.toUpperCase() + words.slice(1);
}

function mustBeName(name: string): void {
  if (NAME.test(name) && name.length <= 60) return;
  throw new CourseError(`A name is small letters, digits and dashes, such as two-bridges; not “${name}”.`);
}

function writeAll(files: Record<string, string>, folder: string): string[] {
  for (const file of Object.keys(files)) {
    if (existsSync(path.join(folder, file)))
      throw new CourseError(`${file} is there already; take another name.`);
  }
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), content, { mode: file.endsWith('.sh') ? 0o755 : 0o644 });
  }
  return Object.keys(files);
}

/** The names in a folder without their endings, in order. */
function namesIn(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder)
        .map((one) => one.replace(/\.mdx$/, ''))
        .sort()
    : [];
}

/** The number that comes next in a folder of NN-name, as two digits. @throws CourseError when the name exists already. */
function nextNumber(folder: string, name: string): string {
  const names = namesIn(folder);
  if (names.some((one) => numbered(one)?.id === name)) {
    throw new CourseError(`There is one named ${name} in ${path.basename(folder)}; take another name.`);
  }
  const last = Math.max(0, ...names.map((one) => numbered(one)?.number ?? 0));
  return String(last + 1).padStart(2, '0');
}

function newChapter(name: string, { folder, chapters }: CoursePlace): Record<string, string> {
  const number = nextNumber(path.join(folder, chapters), name);
  return {
    [`${chapters}/${number}-${name}.mdx`]: `---
title: A new chapter
summary: What it is about, in a sentence that the list of chapters shows.
minutes: 5
---

What one needs to know first. A command that may be run has a button:

\`\`\`sh run
ip -br addr
\`\`\`

What one sees then, and why.
`,
  };
}

/** @param chapter the one that shows it; the course's last when left out. */
function newExercise(
  name: string,
  course: CoursePlace,
  chapter = namesIn(path.join(course.folder, course.chapters)).at(-1),
): Record<string, string> {
  if (chapter === undefined) {
    throw new CourseError('There is no chapter yet that could show it; write one first: new chapter NAME.');
  }
  const folder = `exercises/${nextNumber(path.join(course.folder, 'exercises'), name)}-${name}`;
  return {
    [`${folder}/exercise.yaml`]: `${schemaLine(path.join(course.folder, folder), 'exercise')}title: A bridge of your own
chapter: ${chapter}
points: 2
watch: true
checks:
  - id: bridge
    link: { name: br-mine, kind: bridge, up: true }
hints:
  - "\`ip link add\` makes interfaces; \`type bridge\` says of which kind."
  - A new interface is down until \`ip link set\` brings it up.
`,
    [`${folder}/prompt.mdx`]: `**Goal.** Make a bridge named \`br-mine\` on your lab host. **Time.** About 2 minutes.

**You need to know.** A bridge is an interface like any other: it is added, and it is up or down.

**Steps**

1. Add a bridge named \`br-mine\`.
2. Bring it up.

**You should see** it in the list of bridges:

\`\`\`sh run
ip -br link show type bridge
\`\`\`

\`\`\`text output
…
br-mine … <…
\`\`\`

**Why.** Say here what it was good for.
`,
    [`${folder}/solve.sh`]: `# Does what is asked for, as a learner would.
sudo ip link add br-mine type bridge
sudo ip link set br-mine up
`,
    [`${folder}/solution.yaml`]: `- text: Add a link of the kind \`bridge\`.
  run: sudo ip link add br-mine type bridge
- text: Bring it up.
  run: sudo ip link set br-mine up
`,
    [`${folder}/wrong/down.yaml`]: `why: The bridge was made, and is still down.
run: sudo ip link add br-mine type bridge
finding: bridge
`,
  };
}

function newChecker(name: string, { folder }: CoursePlace): Record<string, string> {
  // Another course has no define.ts beside it, and takes vethlab's.
  const ours = folder === folders.root ? '.' : 'vethlab/checkers';
  return {
    [`checkers/${name}.ts`]: `import { z } from 'zod';
import { defineChecker } from '${ours}/define.ts';
import { readAddresses } from '${ours}/observe/addresses.ts';

/** How many addresses the host has that reach further than their own link. */
export default defineChecker({
  answer: z.object({ count: z.int().min(0).max(1000) }),
  async observe(host) {
    return readAddresses(host);
  },
  judge({ count }, addresses) {
    const right = count === addresses.length;
    const seen = addresses.map((one) => \`\${one.interface} \${one.address}\`).join('\\n');
    return {
      status: right ? 'correct' : 'incorrect',
      score: right ? 1 : 0,
      findings: [
        {
          id: right ? 'count' : 'wrong-count',
          tone: right ? 'right' : 'wrong',
          text: right ? 'That is how many there are.' : 'There are more, or fewer.',
          reveal: \`There are \${addresses.length}.\`,
          evidence: [{ command: 'ip addr', seen }],
        },
      ],
    };
  },
});
`,
    [`checkers/${name}.test.ts`]: `import { expect, test } from 'vitest';
import checker from './${name}.ts';

const address = (ending: number) => ({
  interface: 'eth0',
  family: 'inet' as const,
  address: \`10.0.0.\${ending}\`,
});

test('as many as there are is right, one more is not', () => {
  const facts = [address(1), address(2)];
  expect(checker.judge({ count: 2 }, facts)).toMatchObject({ status: 'correct', score: 1 });
  expect(checker.judge({ count: 3 }, facts)).toMatchObject({ status: 'incorrect', score: 0 });
});
`,
  };
}
