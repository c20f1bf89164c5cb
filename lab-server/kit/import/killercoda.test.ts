import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compile } from '@mdx-js/mdx';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { CheckEntry } from '../../../checkers/checks/registry.ts';
import { quiz } from '../../../checkers/quiz/quiz.ts';
import { ExerciseFile } from '../../../protocol/exercise.ts';
import { CourseError } from '../../course/course-error.ts';
import { environment } from '../../settings/environment.ts';
import { temporaryFolder } from '../../testing/temporary.ts';
import { importKillercoda } from './killercoda.ts';

const FIXTURE = path.join(import.meta.dirname, 'fixture');

/** A scenario of one step, or as a test changes it. Returns its folder, and a folder for the course. */
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
  // Everything that is told is also written down for people who find the course later.
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
  // Runs as a learner's account without rights. A sudo that only takes notes tells what it would have done as root.
  const bin = path.join(root, 'bin');
  mkdirSync(bin);
  writeFileSync(
    path.join(bin, 'sudo'),
    '#!/bin/sh\nprintf "%s\\n" "$*" >> "$LOG"; [ "$1" = tee ] && cat > "$OUT"; case "$3" in *"exit 3"*) exit 3;; esac; exit 0',
    {
      mode: 0o755,
    },
  );
  const env = {
    PATH: `${bin}:${environment.PATH}`,
    LOG: path.join(root, 'log'),
    OUT: path.join(root, 'out'),
  };
  const ended = spawnSync('bash', [path.join(into, 'exercises/01-step-1/start.sh')], {
    env,
    encoding: 'utf8',
  });
  expect(ended).toMatchObject({ status: 1, stderr: 'first.sh ended with status 3\n' });
  expect(readFileSync(env.OUT)).toEqual(bytes);
  expect(readFileSync(env.LOG, 'utf8')).toContain(
    'mkdir -p /root\ntee /root/one.bin\nchmod -- 0600 /root/one.bin\n',
  );
});

test('a scenario that can not be taken is an error that says the way out, and nothing is written', () => {
  const cases: [what: RegExp, files: Record<string, string>, index?: object][] = [
    [/index.json is not JSON: .*; mend it/, { 'index.json': '{' }],
    [/details: .*name the folder of one scenario/, { 'index.json': '{"title":"a course"}' }],
    [/has no page: .*name the folder of one scenario/, {}, { details: {} }],
  ];
  for (const [what, files, index] of cases) {
    const { dir, into } = scenario(files, index);
    expect(() => importKillercoda(dir, into), String(what)).toThrow(CourseError);
    expect(() => importKillercoda(dir, into)).toThrow(what);
    expect(existsSync(into)).toBe(false);
  }
  const { root } = scenario({});
  expect(() => importKillercoda(root, path.join(root, 'course'))).toThrow(
    /has no index.json; name the folder/,
  );
  expect(() => importKillercoda(path.join(root, 'none'), path.join(root, 'course'))).toThrow(
    /is not a folder/,
  );
});

test('what can be is taken, and each file that can not be is told', () => {
  const outside = path.join(temporaryFolder(), 'secret');
  writeFileSync(outside, 'secret');
  const step = (fields: object) => ({ details: { steps: [{ text: 'only.md', ...fields }] } });
  const assets = (file: string) => ({
    details: { ...step({}).details, assets: { host01: [{ file, target: '/' }] } },
  });
  const cases: [what: RegExp, files: Record<string, string>, index: object][] = [
    [/^only-not.md: It is not taken\. .*there is no such file/, {}, step({ text: 'only-not.md' })],
    [/^none.sh: It is not taken\. .*there is no such file/, {}, step({ verify: 'none.sh' })],
    [/leads out of the scenario's folder/, {}, step({ verify: '../outside.sh' })],
    [/leads out of the scenario's folder/, {}, step({ verify: '/etc/passwd' })],
    [
      /^big.sh: .*has more than 100000 bytes/,
      { 'big.sh': `#${'x'.repeat(100_000)}` },
      step({ verify: 'verify.sh', background: 'big.sh' }),
    ],
    [/^assets: It is not taken.*there is no such folder/, {}, assets('a')],
    [/^assets\/b: It is not taken.*there is no such file/, { 'assets/a': '' }, assets('b')],
    [/^assets\/\*\.txt: It is not taken.*there is no such file/, { 'assets/a': '' }, assets('*.txt')],
    [/assets\/\.\.\/only.md leads out/, { 'assets/a': '' }, assets('../only.md')],
    [/^index.json:1: It has no title: the course is called scenario\.$/, {}, { title: ' ' }],
    [/^index.json: It has no steps\.$/, {}, { details: { intro: { text: 'only.md' } } }],
  ];
  for (const [what, files, index] of cases) {
    const { dir, into } = scenario(files, index);
    const { written, notes } = importKillercoda(dir, into);
    expect(written).toContain('course.yaml');
    expect(notes).toContainEqual(expect.stringMatching(what));
  }
  const linked = scenario({}, step({ verify: 'link.sh' }));
  symlinkSync(outside, path.join(linked.dir, 'link.sh'));
  const { written, notes } = importKillercoda(linked.dir, linked.into);
  expect(notes.join()).toMatch(/leads out of the scenario's folder/);
  for (const name of written)
    expect(readFileSync(path.join(linked.into, name), 'utf8')).not.toContain('secret');
});

test('a quiz becomes an exercise, and its answers are nowhere in the chapter', async () => {
  const page = `# Before

>>Q1: Which flag <b>follows</b> a file?<<
=== -f

>>Q2: Which are open? <<
[*] Port 22
[ ] Port 23
[*] Port 80

>>Q3: Does it
depend? <<
( ) Yes
(*) No

>>Q4: What then?<<
Something else.
`;
  const { dir, into } = scenario({ 'only.md': page });
  const { written, notes } = importKillercoda(dir, into);
  const read = (name: string) => readFileSync(path.join(into, name), 'utf8');
  const chapter = read('chapters/01-only.mdx');
  expect(chapter).not.toMatch(/-f|Port 22|\(\*\)|\[\*\]|<<|&gt;&gt;/);
  expect(chapter).toContain('Something else.');
  expect(written).toContain('exercises/02-only-questions/exercise.yaml');
  const { checker, points, form } = ExerciseFile.parse(
    parse(read('exercises/02-only-questions/exercise.yaml')),
  );
  expect([checker, points]).toEqual(['quiz-only', 3]);
  expect(form).toEqual({
    q1: { label: 'Which flag follows a file?' },
    q2: { label: 'Which are open?' },
    q3: { label: 'Does it depend?' },
  });
  const answer = JSON.parse(
    execFileSync('bash', [path.join(into, 'exercises/02-only-questions/solve.sh')], { encoding: 'utf8' }),
  );
  expect(answer).toEqual({ q1: '-f', q2: ['Port 22', 'Port 80'], q3: 'No' });
  const questions = JSON.parse(
    /export default quiz\(([\s\S]*)\);/.exec(read('checkers/quiz-only.ts'))?.[1] ?? '',
  );
  expect(quiz(questions).judge(answer, {})).toMatchObject({ status: 'correct', score: 1 });
  expect(notes).toContainEqual(
    expect.stringMatching(/^only\.md:3: The question “Which flag follows a file\?” is asked/),
  );
  expect(notes).toContainEqual(expect.stringMatching(/^only\.md:16: The question “What then\?” is left out/));
});

test('each thing is told by its file and line', () => {
  const page = [
    '# One',
    '',
    '<pre>',
    '# no heading',
    '- no list &lt;b&gt;',
    '</pre>',
    '',
    '```',
    'ls',
    '```{{exec}}',
    'Then <u>this</u>:',
    '',
    '`kubectl get nodes`{{exec}}',
    '',
    'Open https://[[HOST_SUBDOMAIN]]-80-[[KATACODA_HOST]].environments.katacoda.com/x or [[CLIENT_SUBDOMAIN]].',
    '',
    'Press `^C`{{execute ctrl-seq}} and **go**{{execute}}.',
    '',
    '`:q`{{execute no-newline}}',
  ].join('\n');
  const { dir, into } = scenario(
    { 'only.md': page, 'set.sh': '#!/bin/bash\n\nsudo apt-get -y install nginx\ndocker run -d nginx' },
    {
      details: { steps: [{ text: 'only.md', verify: 'verify.sh', background: 'set.sh', level: 'hard' }] },
    },
  );
  const { notes } = importKillercoda(dir, into);
  for (const what of [
    /^only\.md:11: The HTML element <u> is left out/,
    /^only\.md:13: “kubectl get nodes” is for Kubernetes/,
    /^only\.md:15: A link to the page at port 80 became/,
    /^only\.md:15: \[\[CLIENT_SUBDOMAIN\]\] stands in the text/,
    /^only\.md:17: The button \{\{execute ctrl-seq\}\} pressed a key: the text names it, Ctrl\+C\./,
    /^only\.md:17: The button \{\{execute\}\} is left out: no code stands before it\./,
    /^only\.md:19: “:q” was typed without Enter/,
    /^set\.sh:3: “apt-get -y install nginx” takes the Internet/,
    /^set\.sh:4: “docker run -d nginx” takes an image/,
    /^index\.json:1: The field “level” of step 1 is not taken\./,
  ])
    expect(notes).toContainEqual(expect.stringMatching(what));
  const chapter = readFileSync(path.join(into, 'chapters/01-step-1.mdx'), 'utf8');
  expect(chapter).toContain('```text\n# no heading\n- no list <b>\n```');
  expect(chapter).toContain('http://127.0.0.1:80/x');
  expect(chapter).toContain('Press `Ctrl+C` and **go**.');
});

test('a folder that exists stays as it is', () => {
  const { dir, into } = scenario({});
  mkdirSync(into);
  writeFileSync(path.join(into, 'mine'), 'mine');
  expect(() => importKillercoda(dir, into)).toThrow(/is there already; say where else with --into/);
  expect(readdirSync(into)).toEqual(['mine']);
});

test('scripts that are too large, empty or for no exercise are reported', () => {
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
    /^index\.json: The scenario is for the image kubernetes-kubeadm-1node\./,
    /^index\.json: The introduction has no text; its chapter is empty\.$/,
    /^index\.json: Step 2 has no text/,
    /^long\.sh: It is longer than the 20000 characters/,
    /^verify\.sh: It is not taken: without a check/,
    /^empty\.sh: It is without a command: there is no exercise\.$/,
    /^verify\.sh: It is not taken: only steps/,
    /^verify\.sh: It is not taken: nothing runs/,
    /^index\.json: The asset large \(65537 bytes\) is not taken/,
    /^index\.json: The asset small is not taken: its target root is not an absolute path\.$/,
    /^index\.json: The assets and what the introduction sets up are not taken/,
  ])
    expect(notes).toContainEqual(expect.stringMatching(what));
});
