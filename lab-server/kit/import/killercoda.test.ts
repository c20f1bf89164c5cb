import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compile } from '@mdx-js/mdx';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { CheckEntry } from '../../../checkers/checks/registry.ts';
import { ExerciseFile } from '../../../protocol/exercise.ts';
import { CourseError } from '../../grading/course-error.ts';
import { temporaryFolder } from '../../testing/temporary.ts';
import { importKillercoda } from './killercoda.ts';

const FIXTURE = path.join(import.meta.dirname, 'fixture');

/** A scenario of one step, or of what a test wants to be otherwise; its folder and where a course may go. */
function scenario(files: Record<string, string>, index: object = {}) {
  const root = temporaryFolder();
  const [dir, into] = [path.join(root, 'scenario'), path.join(root, 'course')];
  const whole = {
    title: 'One step',
    details: { steps: [{ title: 'Only', text: 'only.md', verify: 'verify.sh' }] },
    ...index,
  };
  const all = { 'index.json': JSON.stringify(whole), 'only.md': 'Do it.', 'verify.sh': 'true', ...files };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
    writeFileSync(path.join(dir, name), text);
  }
  return { dir, into, root };
}

test('a scenario becomes a course: chapters that MDX reads, exercises that the catalog takes, scripts that are bash', async () => {
  const into = path.join(temporaryFolder(), 'course');
  const { written, notes } = importKillercoda(FIXTURE, into);
  expect(
    readdirSync(into, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).length,
  ).toBe(written.length);
  expect(written).toEqual([
    'course.yaml',
    'chapters/01-before-you-begin.mdx',
    'chapters/02-write-a-note.mdx',
    'chapters/03-a-network-of-its-own.mdx',
    'chapters/04-look-around.mdx',
    'chapters/05-the-end.mdx',
    'exercises/01-write-a-note/exercise.yaml',
    'exercises/01-write-a-note/prompt.mdx',
    'exercises/01-write-a-note/start.sh',
    'exercises/02-a-network-of-its-own/exercise.yaml',
    'exercises/02-a-network-of-its-own/prompt.mdx',
    'exercises/02-a-network-of-its-own/start.sh',
    'exercises/02-a-network-of-its-own/solve.sh',
    'IMPORT.md',
  ]);
  const read = (name: string) => readFileSync(path.join(into, name), 'utf8');
  for (const name of written) {
    if (name.endsWith('.mdx')) await compile(read(name).replace(/^---\n[\s\S]*?\n---\n/, ''));
    if (name.endsWith('.sh')) execFileSync('bash', ['-n', path.join(into, name)]);
    if (!name.endsWith('exercise.yaml')) continue;
    const exercise = ExerciseFile.parse(parse(read(name)));
    expect(exercise.checks?.map((check) => CheckEntry.safeParse(check).success)).toEqual([true]);
    expect(written).toContain(`chapters/${exercise.chapter}.mdx`);
  }
  expect(parse(read('course.yaml'))).toEqual({
    title: 'A message board for two',
    summary: 'Leave notes on a machine, and let others read them over the network.',
    scenario: [],
    packages: [],
  });
  expect(read('chapters/02-write-a-note.mdx')).toMatch(
    /^---\ntitle: Write a note\nsummary: Write a note\nminutes: 1\n---\n\n## Your first note\n/,
  );
  const { checks } = parse(read('exercises/02-a-network-of-its-own/exercise.yaml'));
  expect(checks[0].script).toEqual({
    run: readFileSync(path.join(FIXTURE, 'step2/verify.sh'), 'utf8').trim(),
    as: 'root',
  });
  // All that is told is told to who finds the course later, too.
  for (const note of notes) expect(read('IMPORT.md')).toContain(note);
  for (const what of [
    'difficulty',
    'board.png',
    'host02',
    'step3/foreground.sh',
    'step1.md',
    'execute T2',
    'wrong/',
  ])
    expect(notes.join('\n')).toContain(what);
});

test('start.sh puts the assets there, byte by byte, and runs the scripts one after the other', () => {
  const bytes = Buffer.from(Array.from({ length: 512 }, (_, i) => i % 256));
  const { dir, into, root } = scenario(
    {
      'setup.py': `#!/usr/bin/env python3\nopen('${temporaryFolder()}/x', 'w')`,
      'assets/data/one.bin': '',
      'first.sh': 'exit 3',
    },
    {
      details: {
        intro: { background: 'first.sh' },
        steps: [{ text: 'only.md', verify: 'verify.sh', foreground: 'setup.py' }],
        assets: { host01: [{ file: 'data/*', target: '~', chmod: '0600' }] },
      },
    },
  );
  writeFileSync(path.join(dir, 'assets/data/one.bin'), bytes);
  importKillercoda(dir, into);
  const start = readFileSync(path.join(into, 'exercises/01-step-1/start.sh'), 'utf8');
  expect([...start.matchAll(/^# (.*)$/gm)].map(([, name]) => name)).toEqual(['first.sh', 'setup.py']);
  // As a learner's account that may do nothing: what it would have done as root, told by a sudo that only writes down.
  const bin = path.join(root, 'bin');
  mkdirSync(bin);
  writeFileSync(
    path.join(bin, 'sudo'),
    '#!/bin/sh\nprintf "%s\\n" "$*" >> "$LOG"; [ "$1" = tee ] && cat > "$OUT"; exit 0',
    {
      mode: 0o755,
    },
  );
  const env = {
    PATH: `${bin}:${process.env.PATH}`,
    LOG: path.join(root, 'log'),
    OUT: path.join(root, 'out'),
  };
  execFileSync('bash', [path.join(into, 'exercises/01-step-1/start.sh')], { env });
  expect(readFileSync(env.OUT)).toEqual(bytes);
  expect(readFileSync(env.LOG, 'utf8')).toContain(
    'mkdir -p /root\ntee /root/one.bin\nchmod -- 0600 /root/one.bin\n',
  );
});

test('what can not be taken is an error that says the way out, and nothing is written', () => {
  const outside = path.join(temporaryFolder(), 'secret');
  writeFileSync(outside, 'secret');
  const step = (fields: object) => ({ details: { steps: [{ text: 'only.md', ...fields }] } });
  const cases: [what: RegExp, files: Record<string, string>, index?: object][] = [
    [/index.json is not JSON: .*; mend it/, { 'index.json': '{' }],
    [/details: .*name the folder of one scenario/, { 'index.json': '{"title":"a course"}' }],
    [/only-not.md: index.json names it, but there is no such file/, {}, step({ text: 'only-not.md' })],
    [/there is no such file/, {}, step({ verify: 'none.sh' })],
    [/leads out of the scenario's folder/, {}, step({ verify: '../outside.sh' })],
    [/leads out of the scenario's folder/, {}, step({ verify: '/etc/passwd' })],
    [
      /has more than 100000 bytes/,
      { 'big.sh': `#${'x'.repeat(100_000)}` },
      step({ verify: 'verify.sh', background: 'big.sh' }),
    ],
    [
      /there is no such folder/,
      {},
      { details: { ...step({}).details, assets: { host01: [{ file: 'a', target: '/' }] } } },
    ],
    [
      /assets\/\.\.\/only.md leads out/,
      { 'assets/a': '' },
      { details: { ...step({}).details, assets: { host01: [{ file: '../only.md', target: '/' }] } } },
    ],
  ];
  for (const [what, files, index] of cases) {
    const { dir, into } = scenario(files, index);
    expect(() => importKillercoda(dir, into), String(what)).toThrow(CourseError);
    expect(() => importKillercoda(dir, into)).toThrow(what);
    expect(existsSync(into)).toBe(false);
  }
  const linked = scenario({}, step({ verify: 'link.sh' }));
  symlinkSync(outside, path.join(linked.dir, 'link.sh'));
  expect(() => importKillercoda(linked.dir, linked.into)).toThrow(/leads out of the scenario's folder/);
  const { root } = scenario({});
  expect(() => importKillercoda(root, path.join(root, 'course'))).toThrow(
    /has no index.json; name the folder/,
  );
  expect(() => importKillercoda(path.join(root, 'none'), path.join(root, 'course'))).toThrow(
    /is not a folder/,
  );
});

test('a folder that is there stays as it is', () => {
  const { dir, into } = scenario({});
  mkdirSync(into);
  writeFileSync(path.join(into, 'mine'), 'mine');
  expect(() => importKillercoda(dir, into)).toThrow(/is there already; say where else with --into/);
  expect(readdirSync(into)).toEqual(['mine']);
});

test('what is too large, empty or for no exercise is told', () => {
  const { dir, into } = scenario(
    {
      'empty.sh': '#!/bin/bash\n# Nothing is asked for.\n',
      'long.sh': `true ${'x'.repeat(20_000)}`,
      'assets/large': 'x'.repeat(65_537),
      'assets/small': 'x',
    },
    {
      details: {
        intro: { foreground: 'verify.sh' },
        steps: [
          { title: 'Same', text: 'only.md', verify: 'long.sh' },
          { title: 'Same!', background: 'verify.sh' },
          { title: 'Nothing', text: 'only.md', verify: 'empty.sh' },
        ],
        finish: { background: 'verify.sh', verify: 'verify.sh' },
        assets: {
          host01: [
            { file: 'large', target: '/root' },
            { file: 'small', target: 'root', chmod: 'u+x; reboot' },
          ],
        },
      },
      backend: { imageid: 'kubernetes-kubeadm-1node' },
    },
  );
  const { written, notes } = importKillercoda(dir, into);
  expect(written).toEqual([
    'course.yaml',
    'chapters/01-introduction.mdx',
    'chapters/02-same.mdx',
    'chapters/03-same-2.mdx',
    'chapters/04-nothing.mdx',
    'chapters/05-the-end.mdx',
    'IMPORT.md',
  ]);
  for (const what of [
    /^The scenario is for the image kubernetes-kubeadm-1node\./,
    /^The introduction: it has no text; its chapter is empty\.$/,
    /^Step 2: it has no text/,
    /^Step 1: long\.sh is longer than the 20000 characters/,
    /^Step 2: verify\.sh: not taken, since without a check/,
    /^Step 3: empty\.sh is without a command: there is no exercise\.$/,
    /^The end: verify\.sh is not taken: only steps/,
    /^The end: verify\.sh: not taken, since nothing runs/,
    /^The asset large \(65537 bytes\) is not taken/,
    /^The asset small is not taken: its target root is not an absolute path\.$/,
    /^The assets and what the introduction sets up are not taken/,
  ])
    expect(notes).toContainEqual(expect.stringMatching(what));
});
