import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { CheckEntry, checkKinds, kindOf } from '../../checkers/checks/registry.ts';
import { ObserveError } from '../../checkers/define.ts';
import { parseLinks } from '../../checkers/observe/links.ts';
import { parseSockets } from '../../checkers/observe/listeners.ts';
import { containers, ports, recorded } from '../../checkers/observe/recorded/host.ts';
import { loadCatalog } from '../course/catalog.ts';
import { exerciseFolder } from '../course/exercise-folder.ts';
import type { CourseFolders } from '../course/shelf.ts';
import { Judge } from './judge.ts';

/** Characters of each text that a judge is given. A text is one piece many times over, with a beginning and an end that may not fit it. */
const LENGTH = 64 * 1024;
const STARTS = ['', 'hostname:', 'not ', 'own ', '"', '10.0.0.', 'fe80:', 'a'];
const PIECES = [
  ...'.:-_/\\ \t\n\0()[]{}<>"\'`,;=|0a@#?*+^$%&~!',
  ...[
    'a.',
    'a ',
    'a-',
    '0.',
    '::',
    ' a',
    '\n0',
    '\r\n',
    '->',
    'not ',
    'no nat ',
    'own ',
    'address ',
    'each a ',
  ],
  ...['hostname: ', 'is was ', 'ipv4 ipv6 ', 'è', '\u0301', '\u202e', '\ud83d\ude00', '\ud800', '，'],
];

const long = (start: string, piece: string, end: string) =>
  `${start}${piece.repeat(Math.ceil(LENGTH / piece.length))}${end}`;

/** Facts that checkers saw on real hosts, in which each text is replaced. A new checker that asks for an answer gets its line here. */
const FACTS: Record<string, unknown> = {
  'container-systems': containers,
  'how-many': containers,
  'first-pids': containers,
  'web-page': {
    ...containers,
    pages: containers.frameworks.flatMap((one) =>
      one.containers.map((container) => ({ container, hostname: container.name, framework: 'Docker' })),
    ),
  },
  'open-ports': ports,
  'behind-ports': parseSockets(recorded('ss-iproute2-6.15-listening.txt')),
  'why-ipv6': {},
  'whose-namespace': JSON.parse(recorded('facts-whose-namespace.json')),
  'inside-addresses': JSON.parse(recorded('facts-nat-or-not.json')),
  'nat-or-not': JSON.parse(recorded('facts-nat-or-not.json')),
  'version-changes': JSON.parse(recorded('facts-version-changes.json')),
  'first-of-its-own': [{ pid: 7, inner: 1 }],
};
const LINKS = parseLinks(recorded('ip-iproute2-6.15-links.txt'));

/** The same for each kind of check. */
const CROSSINGS = [
  { protocol: 'icmp', interface: 'to-red', direction: 'in', source: '10.1.0.2', hops: 64 },
  { protocol: 'icmp', interface: 'eth0', direction: 'out', source: '192.168.1.10', hops: 63 },
];
const SEEN: Record<string, unknown> = {
  address: LINKS,
  bridged: { isThere: true, target: '10.1.0.2', crossings: CROSSINGS, ports: { 'to-red': 'br0' } },
  cable: { near: LINKS, far: LINKS },
  link: LINKS,
  leaves: {
    isThere: true,
    target: '192.168.1.1',
    crossings: CROSSINGS,
    ofSender: ['10.1.0.2'],
    ofHost: ['192.168.1.10'],
  },
  container: {
    facts: containers.frameworks[0],
    same: containers.frameworks[0]?.containers.slice(0, 1),
    images: [{ id: 'a1b2', names: ['web:1'], arrivals: 1 }],
    known: ['a1b2'],
  },
  http: {
    isThere: true,
    url: 'http://192.168.1.10:8888/',
    answer: { status: 200, body: 'Hostname: whale', said: '' },
  },
  listening: FACTS['behind-ports'],
  namespace: ['red', 'blue'],
  nat: [{ family: 'inet', does: 'dnat', source: '10.1.0.0/24', port: 8080, to: '10.1.0.2:80', line: 'rule' }],
  neighbour: [{ address: '10.1.0.2', dev: 'eth0', mac: '02:00:00:00:00:01', states: ['REACHABLE'] }],
  reach: { isThere: true, target: '10.1.0.1', reached: true, twice: [] },
  route: [{ to: 'default', via: '10.1.0.1', dev: 'eth0', protocol: 'static' }],
  script: { code: 0, output: 'done' },
};

const made = mkdtempSync(path.join(tmpdir(), 'vethlab-test-'));
afterAll(() => rmSync(made, { recursive: true }));

const OURS = path.join(import.meta.dirname, '../..');
const courses: CourseFolders[] = [
  OURS,
  ...readdirSync(path.join(OURS, 'courses'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => path.join(OURS, 'courses', name)),
].map((folder) => ({
  exercisesDir: path.join(folder, 'exercises'),
  checkersDir: path.join(folder, 'checkers'),
}));
courses.push(ofAllKinds());

/** An exercise for each kind of check, made from its example. */
function ofAllKinds(): CourseFolders {
  const exercisesDir = path.join(made, 'exercises');
  for (const [name, { example }] of checkKinds) {
    const folder = path.join(exercisesDir, `01-kind-${name}`);
    mkdirSync(folder, { recursive: true });
    const file = { title: name, chapter: 'c', points: 1, checks: [{ [name]: example }] };
    writeFileSync(path.join(folder, 'exercise.yaml'), JSON.stringify(file));
  }
  return { exercisesDir, checkersDir: exercisesDir };
}

interface Case {
  name: string;
  judge: Judge;
  exercise: string;
  schema: Schema;
  facts: unknown;
}

/** The part of JSON Schema that the schemas of answers use. */
interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  maxLength?: number;
  maxItems?: number;
}

const judges: Judge[] = [];
afterAll(() => Promise.all(judges.map((judge) => judge.close())));

const cases: Case[] = [];
for (const course of courses) {
  const judge = new Judge({ courses: { course } });
  judges.push(judge);
  for (const { id, checker, answerSchema } of (
    await loadCatalog(course.exercisesDir, course.checkersDir)
  ).values()) {
    const facts = checker === undefined ? seenBy(course, id) : FACTS[checker];
    cases.push({ name: `${id} (${checker ?? 'checks'})`, judge, exercise: id, schema: answerSchema, facts });
  }
}

function seenBy({ exercisesDir }: CourseFolders, id: string): unknown[] {
  const folder = exerciseFolder(exercisesDir, id) ?? '';
  const { checks } = parse(readFileSync(path.join(folder, 'exercise.yaml'), 'utf8'));
  return checks.map((entry: unknown) => SEEN[kindOf(CheckEntry.parse(entry)).name]);
}

/** An answer that the schema takes, with a text of this piece wherever a text may stand. */
function filled(schema: Schema, piece: string, end: string): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return filled(schema.anyOf[0] as Schema, piece, end);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, one]) => [name, filled(one, piece, end)]),
      );
    case 'array':
      return Array.from({ length: Math.min(schema.maxItems ?? 200, 200) }, () =>
        filled(schema.items as Schema, piece, end),
      );
    case 'string':
      return long('', piece, '').slice(0, (schema.maxLength ?? LENGTH) - end.length) + end;
    default:
      return 1;
  }
}

/**
 * The same facts with such a text in place of each text of its kind. In a list the texts of the first two entries are replaced, so that they
 * meet each other.
 */
function withTexts(facts: unknown, piece: string, end: string): unknown {
  const seen = new Map<string, number>();
  const walk = (value: unknown, place: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => walk(one, `${place}[]`));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([name, one]) => [name, walk(one, `${place}.${name}`)]),
      );
    }
    if (typeof value !== 'string') return value;
    const before = seen.get(place) ?? 0;
    seen.set(place, before + 1);
    return before < 2 ? long(STARTS[seen.size % STARTS.length] as string, piece, end) : value;
  };
  return walk(facts, '');
}

test.for(cases)('$name is judged in time, whatever stands in the answer and on the host', async (one) => {
  const { judge, exercise, schema, facts } = one;
  expect(facts, 'there are no facts of it here').toBeDefined();
  // The judge passes when it is not ended, and throws for no other reason than that nothing can be said from such facts.
  const judged = async (piece: string, end: string) => {
    const answer = filled(schema, piece, end) as Record<string, unknown>;
    try {
      await judge.judge({ course: 'course', exercise, answer, facts: withTexts(facts, piece, end) });
    } catch (error) {
      if (!(error instanceof ObserveError)) throw error;
    }
  };
  for (const piece of PIECES) await judged(piece, '!');
  const any = fc.string({ minLength: 1, maxLength: 8, unit: 'binary' });
  await fc.assert(fc.asyncProperty(any, fc.constantFrom('', '!', '\n', 'x'), judged), { numRuns: 10 });
});
