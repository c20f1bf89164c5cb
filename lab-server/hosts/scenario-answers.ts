import { Framework, type Scenario } from '../../protocol/scenario.ts';

/**
 * The right answers on a fresh host of a scenario. The question why IPv6 is useful is left out, since its answer is the same
 * everywhere. Lists are sorted, so that two can be compared.
 */
export interface ScenarioAnswers {
  /** Which systems run a container. */
  systems: Framework[];
  /** Containers whose page can be fetched; any one is a right answer. */
  pages: string[];
  /** The open TCP ports, over IPv4 and IPv6. */
  ports: number[];
  /** How many containers run. */
  count: number;
}

export function answersOf({ containers }: Scenario): ScenarioAnswers {
  const running = containers.filter((container) => container.running);
  return {
    systems: Framework.options.filter((system) => running.some(({ framework }) => framework === system)),
    pages: running.map(({ name }) => name).sort(),
    ports: running.flatMap(({ publishedPort }) => publishedPort ?? []).sort((a, b) => a - b),
    count: running.length,
  };
}

/** Whether every question has an answer: a seed that names no difficulty may leave no port open. */
export function isSolvable(scenario: Scenario): boolean {
  const { pages, ports } = answersOf(scenario);
  return pages.length > 0 && ports.length > 0;
}

/** Whether no right answer on one host is right on the other. */
export function shareNoAnswer(one: Scenario, other: Scenario): boolean {
  const [a, b] = [answersOf(one), answersOf(other)];
  return (
    a.systems.join() !== b.systems.join() &&
    a.ports.join() !== b.ports.join() &&
    a.count !== b.count &&
    !a.pages.some((name) => b.pages.includes(name))
  );
}
