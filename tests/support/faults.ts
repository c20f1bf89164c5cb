import { AxeBuilder } from '@axe-core/playwright';
import type { LearnerPage } from './browser.ts';

/** What would be in the way of someone who uses the page by keyboard or hears it, in short. */
export async function faults({ page }: LearnerPage): Promise<string[]> {
  // What xterm.js draws is its own; it is tested where it is made.
  const { violations } = await new AxeBuilder({ page }).exclude('.xterm').analyze();
  const ids = await page.locator('[id]').evaluateAll((elements) => elements.map(({ id }) => id));
  return [
    ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `two elements have the id ${id}`),
  ];
}
