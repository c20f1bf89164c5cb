import type { ScenarioContainer } from '../../protocol/scenario.ts';

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
