import { AxeBuilder } from '@axe-core/playwright';
import type { LearnerPage } from './browser.ts';

// What xterm.js draws is its own; it is tested where it is made. In the page itself (“legacy”) instead of being put together in another,
// which takes as long again and is for frames of elsewhere.
const axe = ({ page }: LearnerPage) =>
  new AxeBuilder({ page })
    .exclude('.xterm')
    .options({ resultTypes: ['violations'] })
    .setLegacyMode();

/** What would be in the way of someone who uses the page by keyboard or hears it, in short. */
export async function faults(person: LearnerPage): Promise<string[]> {
  const ids = await person.page.locator('[id]').evaluateAll((elements) => elements.map(({ id }) => id));
  return [
    ...(await violations(axe(person))),
    ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `two elements have the id ${id}`),
  ];
}

/** The same of its colours alone, which is all that differs between light and dark. */
export const colourFaults = (person: LearnerPage): Promise<string[]> =>
  violations(axe(person).withRules(['color-contrast', 'link-in-text-block']));

async function violations(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
