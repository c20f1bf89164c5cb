import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { architectureOf } from '../../lab-server/packaging/architecture.ts';
import { containerImage } from '../../lab-server/packaging/container-image.ts';
import { writeImages } from '../../lab-server/packaging/image-parts.ts';
import { incusImage } from '../../lab-server/packaging/incus-image.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import { Steps } from '../../lab-server/setup/steps.ts';
import { type LearnerPage, newLearner, openBrowser } from '../support/browser.ts';
import { begin, findThings, leaveThings, metricsAt, tryImageWith } from '../support/image-trial.ts';
import { IncusDaemon } from '../support/incus-daemon.ts';
import { until } from '../support/until.ts';

// Docker takes it in each run of npm test.
const output = path.join(folders.made, 'test/images');
let archive = '';
let incusArchive = '';

beforeAll(async () => {
  const options = { architecture: architectureOf(), output, compress: false };
  [archive = '', incusArchive = ''] = await writeImages(new Steps(), [containerImage, incusImage], options);
}, 900_000);
afterAll(() => rmSync(output, { recursive: true, force: true }));

tryImageWith('podman', () => archive);

describe('incus', () => {
  let incus: IncusDaemon;
  let browser: Browser;
  let ada: LearnerPage;

  beforeAll(async () => {
    incus = await IncusDaemon.start(output);
    browser = await openBrowser([], incus.within('/usr/bin/chromium'));
    ada = await newLearner(browser);
  });
  afterAll(async () => {
    await browser?.close();
    await incus?.stop();
  });

  const serves = () => until(() => incus.serves(), 180_000);

  test('without its options the image says what to set, and that is what the manual has', async () => {
    await incus.load(incusArchive);
    expect((await incus.do('launch', 'vethlab', 'vethlab')).code).toBe(0);
    const said = await until(async () => {
      const { stdout } = await incus.do('console', 'vethlab', '--show-log');
      expect(stdout).toContain('incus start vethlab');
      return stdout.replaceAll('\r', '');
    }, 60_000);
    const asPrinted = (text: string) =>
      new Set([
        ...[...text.matchAll(/(security\.\w+|raw\.lxc)=(?:'([^']*)'|(\S+))/g)].flatMap(
          ([, key, quoted, plain]) =>
            (quoted ?? plain ?? '').split('\n').map((line) => `${key} ${line.trim()}`),
        ),
        ...[...text.matchAll(/device add vethlab (\S+ unix-char path=\S+)/g)].map(([, one]) => one),
      ]);
    const manuals = asPrinted(incus.printed.run);
    // This kernel has no AppArmor.
    manuals.delete('raw.lxc lxc.apparmor.profile = unconfined');
    expect(asPrinted(said)).toEqual(manuals);
    expect((await incus.do('delete', '--force', 'vethlab')).code).toBe(0);
  });

  test('with the commands of the manual it starts without a network, and a learner there is marked', async () => {
    await incus.runAsPrinted();
    await serves();
    await begin(ada);
  });

  test('doctor finds nothing missing in it, it has an address of its network, and it is for whoever sits at the machine', async () => {
    const { code, stdout } = await incus.do('exec', 'vethlab', '--', 'vethlab', 'doctor');
    expect(stdout).not.toContain('missing');
    expect(code).toBe(0);
    const address = await incus.do('list', 'vethlab', '--format=csv', '--columns=4');
    expect(await metricsAt(ada, 'localhost')).toBe(200);
    expect(await metricsAt(ada, address.stdout.replace(/ .*/s, ''))).toBe(403);
  });

  test('stopped in order, or killed, and started again it has the learner, the marks, and what is on their lab host', async () => {
    await leaveThings(ada);
    expect((await incus.do('stop', 'vethlab')).code).toBe(0);
    const { stdout } = await incus.do('console', 'vethlab', '--show-log');
    expect(stdout).toContain('Stopped');
    expect((await incus.do('start', 'vethlab')).code).toBe(0);
    await serves();
    await findThings(ada);
    expect((await incus.do('stop', '--force', 'vethlab')).code).toBe(0);
    expect((await incus.do('start', 'vethlab')).code).toBe(0);
    await serves();
    await findThings(ada);
  });
});
