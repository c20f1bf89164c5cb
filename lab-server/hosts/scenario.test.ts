import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recorded } from '../../checkers/observe/recorded/host.ts';
import { Difficulty, Scenario, type ScenarioContainer } from '../../protocol/scenario.ts';
import { TRIED_PORTS, UNTRIED_PORTS } from './port-draw.ts';
import { drawScenario, lesson } from './scenario.ts';

const unnamed = fc
  .stringMatching(/^[A-Za-z0-9_-]{1,40}$/)
  .filter((seed) => !/^(easy|medium|hard)-./.test(seed));
const named = (difficulty: Difficulty) =>
  fc.stringMatching(/^[A-Za-z0-9_-]{1,33}$/).map((rest) => `${difficulty}-${rest}`);
const any = fc.oneof(unnamed, ...Difficulty.options.map(named));

const isPublished = ({ framework }: ScenarioContainer) => framework === 'docker' || framework === 'podman';
const portsOf = (containers: readonly ScenarioContainer[]) =>
  containers.flatMap(({ publishedPort }) => publishedPort ?? []);
const perFramework = (containers: readonly ScenarioContainer[]) =>
  [...Map.groupBy(containers, ({ framework }) => framework).values()].map((ofOne) => ({
    all: ofOne.length,
    running: ofOne.filter(({ running }) => running).length,
  }));

test('every seed draws a valid scenario of two to four frameworks with one to three containers each', () => {
  fc.assert(
    fc.property(any, (seed) => {
      const { containers } = Scenario.parse(drawScenario(seed));
      const frameworks = perFramework(containers);
      expect(frameworks.length).toBeGreaterThanOrEqual(2);
      for (const { all } of frameworks) expect(all).toBeLessThanOrEqual(3);
      for (const container of containers) {
        expect(container.publishedPort !== undefined).toBe(isPublished(container));
        if (container.framework === 'podman') expect(container.publishedPort).toBeGreaterThanOrEqual(1024);
        if (container.publishedOn) expect(container.framework).toBe('docker');
      }
    }),
  );
});

test('no two containers share a name or a published port', () => {
  fc.assert(
    fc.property(any, (seed) => {
      const { containers } = drawScenario(seed);
      const ports = portsOf(containers);
      expect(new Set(containers.map(({ name }) => name)).size).toBe(containers.length);
      expect(new Set(ports).size).toBe(ports.length);
    }),
  );
});

describe('difficulty', () => {
  test('easy: everything runs, and nmap finds each port by itself', () => {
    fc.assert(
      fc.property(named('easy'), (seed) => {
        const { containers } = drawScenario(seed);
        expect(perFramework(containers).length).toBeLessThanOrEqual(3);
        for (const { all } of perFramework(containers)) expect(all).toBeLessThanOrEqual(2);
        expect(containers.every(({ running, publishedOn }) => running && !publishedOn)).toBe(true);
        for (const port of portsOf(containers)) expect(TRIED_PORTS).toContain(port);
      }),
    );
  });

  test('medium: something of each framework runs, and nmap finds each port by itself', () => {
    fc.assert(
      fc.property(named('medium'), (seed) => {
        const { containers } = drawScenario(seed);
        for (const { running } of perFramework(containers)) expect(running).toBeGreaterThan(0);
        expect(containers.every(({ publishedOn }) => !publishedOn)).toBe(true);
        for (const port of portsOf(containers)) expect(TRIED_PORTS).toContain(port);
      }),
    );
  });

  test('hard: one framework has nothing running, one open port is not tried by nmap, and one is open on IPv6 only', () => {
    fc.assert(
      fc.property(named('hard'), (seed) => {
        const { containers } = drawScenario(seed);
        const frameworks = perFramework(containers);
        expect(frameworks.length).toBeGreaterThanOrEqual(3);
        expect(frameworks.filter(({ running }) => running === 0)).toHaveLength(1);
        const open = containers.filter(({ running }) => running);
        expect(portsOf(open).some((port) => UNTRIED_PORTS.includes(port))).toBe(true);
        expect(open.filter(({ publishedOn }) => publishedOn === 'ipv6')).toHaveLength(1);
      }),
    );
  });

  test('medium and hard have stopped containers, and hard still has ports that nmap tries', () => {
    const drawn = (difficulty: Difficulty) =>
      Array.from({ length: 100 }, (_, i) => drawScenario(`${difficulty}-${i}`).containers).flat();
    expect(drawn('medium').some(({ running }) => !running)).toBe(true);
    const tried = portsOf(drawn('hard').filter(({ running }) => running));
    expect(tried.some((port) => TRIED_PORTS.includes(port))).toBe(true);
  });
});

test('nmap by itself tries the ports that we say it tries, and not the others', () => {
  const [, list = ''] = /TCP\(1000;([\d,-]+)\)/.exec(recorded('nmap-7.95-most-common-ports.txt')) ?? [];
  const tried = new Set(
    list.split(',').flatMap((range) => {
      const [from = 0, to = from] = range.split('-').map(Number);
      return Array.from({ length: to - from + 1 }, (_, i) => from + i);
    }),
  );
  expect(tried.size).toBe(1000);
  expect(TRIED_PORTS.filter((port) => !tried.has(port))).toEqual([]);
  expect(UNTRIED_PORTS.filter((port) => tried.has(port))).toEqual([]);
});

test('the same seed draws the same scenario, and 100 seeds draw 100 different ones', () => {
  for (const prefix of ['learner', ...Difficulty.options]) {
    const drawn = Array.from({ length: 100 }, (_, i) =>
      JSON.stringify(drawScenario(`${prefix}-${i}`).containers),
    );
    expect(drawScenario(`${prefix}-7`)).toEqual(drawScenario(`${prefix}-7`));
    expect(new Set(drawn).size).toBe(100);
  }
});

test('the seed `lesson` always gives the picture of the lesson, whatever else changes', () => {
  expect(drawScenario('lesson')).toEqual(lesson);
  expect(lesson.containers.map(({ name, publishedPort }) => [name, publishedPort])).toEqual([
    ['whale', 8888],
    ['seal', 8080],
    ['heron', undefined],
    ['otter', undefined],
  ]);
});

// Recorded attempts name seeds, so the meaning of a seed may never change.
test.each([
  [
    'exercises-2',
    [
      'incus puffin running',
      'incus hake running',
      'podman oyster running 1080',
      'podman scoter running 9100',
      'lxd teal running',
      'lxd whale stopped',
    ],
  ],
  [
    'exercises-6',
    [
      'podman perch running 8800',
      'podman gannet stopped 8333',
      'docker turbot running 5050',
      'docker seal stopped 8000',
      'lxd roach running',
      'lxd heron stopped',
    ],
  ],
  [
    'learner-7',
    [
      'podman auk running 9100',
      'podman sole running 8888',
      'podman bass stopped 8081',
      'incus whale running',
      'incus eider running',
    ],
  ],
  [
    'easy-1',
    ['lxd whelk running', 'lxd shrimp running', 'podman wigeon running 5000', 'podman orca running 8222'],
  ],
  [
    'medium-1',
    [
      'incus scoter running',
      'lxd kelp running',
      'lxd gannet running',
      'podman eider running 8800',
      'docker osprey running 9080',
    ],
  ],
  [
    'hard-2',
    [
      'docker tern running 7474',
      'docker auk running 18080 ipv6',
      'docker perch stopped 2375',
      'podman limpet stopped 5050',
      'podman bass stopped 9200',
      'podman trout stopped 8080',
      'incus hake running',
      'incus teal stopped',
      'incus newt running',
      'lxd roach running',
    ],
  ],
])('the seed %s is what it always was', (seed, drawn) => {
  const lines = drawScenario(seed).containers.map(
    ({ framework, name, running, publishedPort, publishedOn }) =>
      [framework, name, running ? 'running' : 'stopped', publishedPort, publishedOn]
        .filter(Boolean)
        .join(' '),
  );
  expect(lines).toEqual(drawn);
});
