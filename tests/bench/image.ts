import { rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { architectureOf } from '../../lab-server/packaging/architecture.ts';
import { containerImage } from '../../lab-server/packaging/container-image.ts';
import { writeImages } from '../../lab-server/packaging/image-parts.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import { Steps } from '../../lab-server/setup/steps.ts';
import { ContainerRuntime } from '../support/container-runtime.ts';
import { npmStart } from '../support/server.ts';
import { until } from '../support/until.ts';
import { percentile, printRows, timed } from './figures.ts';

const ROUNDS = 5;

/** Measures the image for Docker and Podman, and how soon its container serves. The reference is npm start on this machine. */
export async function bench(): Promise<void> {
  const output = path.join(folders.made, 'test/image-archive');
  let archive = '';
  const built = await timed(async () => {
    const options = { architecture: architectureOf(), output };
    [archive = ''] = await writeImages(new Steps(), [containerImage], options);
  });
  printRows('The image', [
    { what: 'made', ours: built / 1000, unit: 's' },
    { what: 'archive', ours: statSync(archive).size / 1e6, unit: 'MB' },
  ]);
  const bare = await onMachine();
  for (const name of ['docker', 'podman'] as const) {
    const runtime = await ContainerRuntime.start(name);
    try {
      const load = await timed(() => runtime.load(archive));
      const serving = async (from: number) => {
        await until(async () => {
          if (!/Open http/.test((await runtime.logs('vethlab')).slice(from))) throw new Error('not yet');
        }, 300_000);
      };
      const first = await timed(async () => {
        await runtime.runAsPrinted();
        await serving(0);
      });
      const [stops, starts]: number[][] = [[], []];
      for (let round = 0; round < ROUNDS; round++) {
        const before = (await runtime.logs('vethlab')).length;
        stops?.push(await timed(() => runtime.do('stop', 'vethlab')));
        starts?.push(
          await timed(async () => {
            await runtime.do('start', 'vethlab');
            await serving(before);
          }),
        );
      }
      const row = (what: string, ours: number[] = [], reference: number[] = []) => ({
        what: `${what}, p50 of ${ROUNDS}`,
        ours: percentile(ours, 50) / 1000,
        reference: percentile(reference, 50) / 1000,
        unit: 's',
      });
      printRows(`${name}; the reference is npm start without a container`, [
        { what: 'loading the image', ours: load / 1000, unit: 's' },
        { what: 'the first start, which makes the scenario, to the page', ours: first / 1000, unit: 's' },
        row('a later start, to the page', starts, bare.starts),
        row('stop, in order', stops, bare.stops),
      ]);
    } finally {
      await runtime.stop();
    }
  }
  rmSync(output, { recursive: true, force: true });
}

async function onMachine() {
  const [starts, stops]: [number[], number[]] = [[], []];
  for (let round = 0; round <= ROUNDS; round++) {
    const server = await npmStart({ name: 'bench-image' });
    const start = await timed(() => server.url());
    const stop = await timed(() => server.stop());
    // The first one makes the scenario.
    if (round > 0) {
      starts.push(start);
      stops.push(stop);
    }
  }
  return { starts, stops };
}
