import { setTimeout as sleep } from 'node:timers/promises';
import type { LabHost } from '../../checkers/define.ts';
import { readContainers, runningOf } from '../../checkers/observe/containers.ts';
import { readPages } from '../../checkers/observe/page.ts';
import type { Scenario } from '../../protocol/scenario.ts';
import { patient } from '../common/patience.ts';
import { goOn } from '../common/work.ts';

/** ms in which every container must serve its page after the frameworks are up. */
const LIMIT = 60_000;

/** Waits until every running container of the scenario serves its page. @throws Error naming those that don't. */
export async function untilServing(host: LabHost, scenario: Scenario): Promise<void> {
  const waiting = new Set(scenario.containers.filter(({ running }) => running).map(({ name }) => name));
  const end = Date.now() + patient(LIMIT);
  while (waiting.size > 0) {
    goOn();
    const running = runningOf(await readContainers(host)).filter(({ name }) => waiting.has(name));
    for (const { container } of await readPages(host, running)) waiting.delete(container.name);
    if (Date.now() > end) throw new Error(`These containers serve no page: ${[...waiting].join(', ')}.`);
    if (waiting.size > 0) await sleep(50);
  }
}
