import { z } from 'zod';
import { Framework, frameworkName } from '../../../protocol/scenario.ts';
import { evidenceOf } from '../../observe/containers.ts';
import { defineCheck } from '../contract.ts';

export default defineCheck({
  about: 'A container of some framework runs, is stopped, or is not there.',
  params: z.strictObject({
    framework: Framework.describe('Whose it is.'),
    name: z.string().max(64).describe('Its name.'),
    is: z.enum(['running', 'stopped', 'gone']).default('running').describe('What it is to be.'),
    image: z
      .string()
      .max(200)
      .optional()
      .describe(
        'The image it is of, as its name ends: `web:1`. With Incus and LXD what the image says of itself.',
      ),
    owner: z.string().max(32).optional().describe("Whose Podman: `root`, or a user's name."),
  }),
  example: { framework: 'docker', name: 'web' },
  observe: (at, { framework }) => at.framework(framework),
  judge({ framework, name, is, owner, image }, facts) {
    const same = facts.containers.filter(
      (one) => one.name === name && (owner === undefined || one.owner === owner),
    );
    const state = same.length === 0 ? 'gone' : same.some(({ running }) => running) ? 'running' : 'stopped';
    const what = `${frameworkName[framework]}'s container ${name}`;
    const texts = {
      running: `${what} runs.`,
      stopped: `${what} is there, and is stopped.`,
      gone: `There is no ${what.replace("'s container", ' container')}.`,
    };
    const other =
      image !== undefined && is !== 'gone' && state === is && !same.some((one) => isOf(one.image, image));
    if (other) return { holds: false, text: `${what} is of another image.`, evidence: [evidenceOf(facts)] };
    return { holds: state === is, text: texts[state], evidence: [evidenceOf(facts)] };
  },
});

/** Registries and folders may stand before a name. */
function isOf(image: string | undefined, wanted: string): boolean {
  return image === wanted || (image?.endsWith(`/${wanted}`) ?? false);
}
