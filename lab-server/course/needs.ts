import type { Scenario, ScenarioContainer } from '../../protocol/scenario.ts';

/** What runs on a lab host. */
export interface Runs {
  containers: readonly Pick<ScenarioContainer, 'framework' | 'name' | 'running'>[];
  /** All learners share it, and none may change it. */
  shared?: boolean;
}

/** Whether a host has what an exercise needs: frameworks, or containers of them, that run, or permission to change the host. Pure. */
export function fits(needs: readonly string[], { containers, shared = false }: Runs): boolean {
  const running = containers.filter(({ running }) => running);
  return needs.every((need) => {
    if (need === 'own-host') return !shared;
    const [framework, name] = need.split('/');
    return running.some((one) => one.framework === framework && (name === undefined || one.name === name));
  });
}

/** The scenario with only those containers that an exercise needs: the first running one that each need names. Pure. */
export function leastThatFits(needs: readonly string[], scenario: Scenario): Scenario {
  const ofContainers = needs.filter((need) => need !== 'own-host');
  const needed = ofContainers.map((need) =>
    scenario.containers.find((container) => fits([need], { containers: [container] })),
  );
  return { ...scenario, containers: scenario.containers.filter((container) => needed.includes(container)) };
}
