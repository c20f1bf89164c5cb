import { z } from 'zod';
import { Framework, frameworkName } from '../../../protocol/scenario.ts';
import type { ObservedContainer } from '../../observe/container.ts';
import { evidenceOf } from '../../observe/containers.ts';
import { isNamed, type OciImage } from '../../observe/images.ts';
import { readDescription } from '../../observe/instance-images.ts';
import { listed } from '../../words.ts';
import { defineCheck } from '../contract.ts';
import type { Surroundings } from '../surroundings.ts';

export default defineCheck({
  about: 'A container of some framework runs, is stopped, or is not there.',
  params: z.strictObject({
    framework: Framework.describe('Whose it is.'),
    name: z.string().max(64).describe('Its name.'),
    is: z
      .enum(['running', 'stopped', 'gone'])
      .default('running')
      .describe('The state it should be in. A paused one runs; one that waits to be started again does not.'),
    image: z
      .string()
      .max(200)
      .optional()
      .describe(
        "The image it is of, as its name ends: `web:1`. With Incus and LXD the description in the image's own metadata.yaml.",
      ),
    from: z
      .literal('docker')
      .optional()
      .describe(
        'For Podman, with `image`: that image came from Docker. It has an id that Docker knows too, and was not only given its name.',
      ),
    owner: z.string().max(32).optional().describe("Whose Podman: `root`, or a user's name."),
  }),
  example: { framework: 'docker', name: 'web' },
  async observe(at, { framework, name, owner, image, from }) {
    const facts = await at.framework(framework);
    const same = facts.containers.filter(
      (one) => one.name === name && (owner === undefined || one.owner === owner),
    );
    const images = image === undefined ? [] : await Promise.all(same.map((one) => imageOf(at, one)));
    const known = from && (await at.images(from)).map(({ id }) => id);
    return { facts, same, images, known: known ?? [] };
  },
  judge({ framework, name, is, image, from }, { facts, same, images, known }) {
    const state = same.length === 0 ? 'gone' : same.some(({ running }) => running) ? 'running' : 'stopped';
    const what = `${frameworkName[framework]}'s container ${name}`;
    const texts = {
      running: `${what} runs.`,
      stopped: `${what} is there, and is stopped.`,
      gone: `There is no ${what.replace("'s container", ' container')}.`,
    };
    const evidence = [evidenceOf(facts)];
    const say = (holds: boolean, text: string, seen?: string) => ({ holds, text, seen, evidence });
    const [pause] = same.flatMap((one) => one.pause ?? []);
    if (state !== is) return say(false, texts[state], pause === 'restarting' ? RESTARTING : undefined);
    if (is === 'gone' || image === undefined) return say(true, texts[state], pause && PAUSED);
    const of = images.filter((one) => one.names.some((own) => isNamed(own, image)));
    if (of.length === 0) {
      const names = images.flatMap((one) => one.names);
      return say(
        false,
        `${what} is of another image.`,
        `Its image is ${names.length > 0 ? listed([...new Set(names)].map((one) => `“${one}”`)) : 'without a name'}.`,
      );
    }
    const brought = of.filter((one) => known.includes(one.id) && one.arrivals > 0);
    if (from && brought.length === 0)
      return say(
        false,
        `The image of ${what} did not come from Docker.`,
        of.some(({ id }) => known.includes(id))
          ? 'Podman had this image already, and gave it another name.'
          : 'Docker has no image with its id.',
      );
    return say(true, texts[state], pause && PAUSED);
  },
});

const PAUSED = 'It is paused: its processes are there, and do nothing.';
const RESTARTING = 'It ended, and waits to be started again.';

/** The image of a container, whatever it is called by now. */
async function imageOf(at: Surroundings, container: ObservedContainer): Promise<OciImage> {
  const { framework, image, imageId = '' } = container;
  if (framework === 'incus' || framework === 'lxd') {
    const description = await readDescription(at.host, framework, imageId);
    return { id: imageId, names: description === undefined ? [] : [description], arrivals: 1 };
  }
  const found = (await at.images(framework)).find(({ id }) => id === imageId);
  const names = [...(found?.names ?? []), ...(image ? [image] : [])];
  return { ...(found ?? { id: imageId, arrivals: 0 }), names: [...new Set(names)] };
}
