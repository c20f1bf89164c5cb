import fc from 'fast-check';
import { expect, test } from 'vitest';
import containerSystems from '../../checkers/container-systems.ts';
import howMany from '../../checkers/how-many.ts';
import openPorts from '../../checkers/open-ports.ts';
import webPage from '../../checkers/web-page.ts';
import whyIpv6 from '../../checkers/why-ipv6.ts';
import { Difficulty, Framework, type Scenario } from '../../protocol/scenario.ts';
import { factsOf } from '../testing/scenario-facts.ts';
import { drawScenario, lesson } from './scenario.ts';
import { answersOf, isSolvable, shareNoAnswer } from './scenario-answers.ts';

const seeds = fc
  .tuple(fc.constantFrom(...Difficulty.options), fc.stringMatching(/^[A-Za-z0-9_-]{1,33}$/))
  .map(([difficulty, rest]) => `${difficulty}-${rest}`);
const scenarios = fc.oneof({ weight: 20, arbitrary: seeds.map(drawScenario) }, fc.constant(lesson));
const runs = { numRuns: 300 };

/** What the real checkers say on the host of `on` about answers that are right on the host of `asked`. */
function verdicts(asked: Scenario, on: Scenario) {
  const { systems, ports, count } = answersOf(asked);
  const facts = factsOf(on);
  return {
    systems: containerSystems.judge({ systems }, facts.containers).status,
    ports: openPorts.judge({ ports }, facts.ports).status,
    count: howMany.judge({ count }, facts.containers).status,
    pages: factsOf(asked).pages.pages.map(
      ({ hostname, container }) => webPage.judge({ hostname, container: container.name }, facts.pages).status,
    ),
  };
}

test('every scenario can be solved: each checker accepts the right answer', () => {
  fc.assert(
    fc.property(scenarios, (scenario) => {
      expect(isSolvable(scenario)).toBe(true);
      const { systems, ports, count, pages } = verdicts(scenario, scenario);
      expect({ systems, ports, count }).toEqual({ systems: 'correct', ports: 'correct', count: 'correct' });
      expect(pages.length).toBe(answersOf(scenario).pages.length);
      expect(new Set(pages)).toEqual(new Set(['correct']));
    }),
    runs,
  );
});

test('which systems run has one right answer', () => {
  const chosen = fc.uniqueArray(fc.constantFrom(...Framework.options), { minLength: 1 });
  fc.assert(
    fc.property(scenarios, chosen, (scenario, systems) => {
      const { status } = containerSystems.judge({ systems }, factsOf(scenario).containers);
      const isRight =
        answersOf(scenario).systems.join() ===
        Framework.options.filter((one) => systems.includes(one)).join();
      expect(status === 'correct').toBe(isRight);
    }),
    runs,
  );
});

test('which ports are open has one right answer: one port less, one more or another is wrong', () => {
  fc.assert(
    fc.property(scenarios, fc.nat(), fc.integer({ min: 1, max: 65_535 }), (scenario, at, other) => {
      const { ports } = answersOf(scenario);
      fc.pre(!ports.includes(other));
      const facts = factsOf(scenario).ports;
      const index = at % ports.length;
      const wrong = [ports.toSpliced(index, 1), [...ports, other], ports.with(index, other)];
      for (const given of wrong) expect(openPorts.judge({ ports: given }, facts).status).not.toBe('correct');
    }),
    runs,
  );
});

test('how many run has one right answer', () => {
  fc.assert(
    fc.property(scenarios, fc.nat(20), (scenario, count) => {
      const { status } = howMany.judge({ count }, factsOf(scenario).containers);
      expect(status === 'correct').toBe(count === answersOf(scenario).count);
    }),
    runs,
  );
});

test('each page has one right answer: its host name belongs to one container, and a stopped one has none', () => {
  fc.assert(
    fc.property(scenarios, (scenario) => {
      const { pages } = factsOf(scenario);
      for (const { hostname, container } of pages.pages) {
        const right = scenario.containers.filter(
          ({ name }) => webPage.judge({ hostname, container: name }, pages).status === 'correct',
        );
        expect(right.map(({ name }) => name)).toEqual([container.name]);
      }
    }),
    runs,
  );
});

test('why IPv6 is useful has the same answer on every host, and one reason less is wrong', () => {
  const reasons = ['own-address', 'no-nat', 'autoconfiguration', 'room-to-scale'] as const;
  const sentence = 'Each container has an address of its own.';
  expect(whyIpv6.judge({ reasons: [...reasons], sentence }, {}).status).toBe('correct');
  for (let i = 0; i < reasons.length; i++) {
    expect(whyIpv6.judge({ reasons: reasons.toSpliced(i, 1), sentence }, {}).status).not.toBe('correct');
  }
});

test('if the answers of two scenarios differ, the answers of one are wrong on the other', () => {
  fc.assert(
    fc.property(scenarios, scenarios, (one, other) => {
      const [mine, theirs] = [answersOf(one), answersOf(other)];
      const given = verdicts(one, other);
      expect(given.systems === 'correct').toBe(mine.systems.join() === theirs.systems.join());
      expect(given.ports === 'correct').toBe(mine.ports.join() === theirs.ports.join());
      expect(given.count === 'correct').toBe(mine.count === theirs.count);
      if (!mine.pages.some((name) => theirs.pages.includes(name)))
        expect(given.pages).not.toContain('correct');
      const copied = [given.systems, given.ports, given.count, ...given.pages];
      if (shareNoAnswer(one, other)) expect(copied).not.toContain('correct');
    }),
    runs,
  );
});

test('a scenario on which no port is open cannot be solved', () => {
  const { containers } = lesson;
  const withoutPorts = containers.filter(({ framework }) => framework === 'incus' || framework === 'lxd');
  expect(isSolvable({ seed: 'x', containers: withoutPorts })).toBe(false);
  const stopped = containers.map((one) => ({ ...one, running: one.publishedPort === undefined }));
  expect(isSolvable({ seed: 'x', containers: stopped })).toBe(false);
});
