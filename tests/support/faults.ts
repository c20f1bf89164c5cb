import { AxeBuilder } from '@axe-core/playwright';
import type { LearnerPage } from './browser.ts';

// Elements that xterm.js draws are left out, since its own project tests them. The results are put together in the page itself (“legacy”).
// Doing that in another page takes as long again, and is meant for frames of other sites.
const axe = ({ page }: LearnerPage) =>
  new AxeBuilder({ page })
    .exclude('.xterm')
    .options({ resultTypes: ['violations'] })
    .setLegacyMode();

/** Obstacles for people who use the page by keyboard or with a screen reader, in short. */
export async function faults(person: LearnerPage): Promise<string[]> {
  const ids = await person.page.locator('[id]').evaluateAll((elements) => elements.map(({ id }) => id));
  return [
    ...(await violations(axe(person))),
    ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `two elements have the id ${id}`),
  ];
}

/** The same for colours alone, since only those differ between light and dark. */
export const colourFaults = (person: LearnerPage): Promise<string[]> =>
  violations(axe(person).withRules(['color-contrast', 'link-in-text-block']));

async function violations(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
