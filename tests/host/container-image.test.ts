import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { architectureOf } from '../../lab-server/packaging/architecture.ts';
import { buildContainerImage } from '../../lab-server/packaging/container-image.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import { Steps } from '../../lab-server/setup/steps.ts';
import { type LearnerPage, newLearner, openBrowser } from '../support/browser.ts';
import { ContainerRuntime } from '../support/container-runtime.ts';
import { until } from '../support/until.ts';

const output = path.join(folders.made, 'test/container');
/** For `inspect`. */
const ADDRESS = '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}';
let archive: string;

beforeAll(async () => {
  archive = await buildContainerImage(new Steps(), {
    architecture: architectureOf(),
    output,
    compress: false,
  });
}, 900_000);
afterAll(() => rmSync(output, { recursive: true, force: true }));

describe.each(['docker', 'podman'] as const)('%s', (name) => {
  let runtime: ContainerRuntime;
  let browser: Browser;
  let ada: LearnerPage;

  beforeAll(async () => {
    runtime = await ContainerRuntime.start(name);
    browser = await openBrowser([], runtime.within('/usr/bin/chromium'));
    ada = await newLearner(browser);
  });
  afterAll(async () => {
    await browser?.close();
    await runtime?.stop();
  });

  const saysAfter = (from: number, words: RegExp) =>
    until(async () => {
      const said = (await runtime.logs('vethlab')).slice(from);
      expect(said).toMatch(words);
      return said;
    }, 180_000);

  test('without its options the image says which to add, and those are the ones that the manual has', async () => {
    await runtime.load(archive);
    const { code, stdout, stderr } = await runtime.do('run', '--rm', 'vethlab');
    expect(code).toBe(1);
    const [, named = ''] = /Add to \w+ run: (.*)/.exec(stdout + stderr) ?? [];
    const asPrinted = (text: string) =>
      new Set(
        [...text.matchAll(/--([\w-]+)[ =]('[^']*'|[^\s\\]+)/g)].flatMap(([, option, value = '']) =>
          value.split(',').map((one) => `${option} ${one}`),
        ),
      );
    const manuals = asPrinted(runtime.printed.run.slice(runtime.printed.run.indexOf('--cap-add')));
    // This kernel has no AppArmor.
    manuals.delete('security-opt apparmor=unconfined');
    expect(asPrinted(named)).toEqual(manuals);
    expect((await runtime.do('run', '--rm', '--user', '1000', 'vethlab')).stderr).toContain('without --user');
    expect((await runtime.do('run', '--rm', 'vethlab', '--version')).stdout).toMatch(/^vethlab \d/);
  });

  test('with the command of the manual it starts without a network, and a learner there is marked', async () => {
    await runtime.runAsPrinted();
    await saysAfter(0, /Open http:\/\/127\.0\.0\.1:8080\//);
    await ada.page.goto('http://127.0.0.1:8080/chapters/11-hands-on/');
    await ada.join('Ada');
    await ada.type('clear; docker ps; podman ps; incus ls -f csv; lxc ls -f csv\n');
    await ada.terminalShows(/otter[\s\S]*\$ ?$/);
    const card = ada.page.locator('section.exercise#how-many');
    await card.getByLabel('Containers running').fill('4');
    await card.getByRole('button', { name: 'Check my answer' }).click();
    await card.locator('.verdict-place .verdict').getByText('Correct').waitFor();
  });

  test('doctor finds nothing missing in it, and it is for whoever sits at the machine', async () => {
    const { code, stdout } = await runtime.do('exec', 'vethlab', 'vethlab', 'doctor');
    expect(stdout).not.toContain('missing');
    expect(code).toBe(0);
    const address = await runtime.do('inspect', '--format', ADDRESS, 'vethlab');
    const page = await ada.context.newPage();
    const metrics = async (host: string) => {
      await page.goto(`http://${host}:8080/`);
      return page.evaluate(async () => (await fetch('/metrics')).status);
    };
    expect(await metrics('localhost')).toBe(200);
    expect(await metrics(address.stdout.trim())).toBe(403);
    await page.close();
  });

  test('stopped in order and started again it has the learner, the marks, and what is on their lab host', async () => {
    await ada.type(
      'clear; echo kept > ~/mine; docker run -d --restart always --name mine vethlab/whoami; docker ps\n',
    );
    await ada.terminalShows(/Up .* mine\s/);
    const before = (await runtime.logs('vethlab')).length;
    expect((await runtime.do('stop', 'vethlab')).code).toBe(0);
    const state = await runtime.do('inspect', '--format', '{{.State.ExitCode}}', 'vethlab');
    // Killed after its 10 s it would say 137.
    expect(state.stdout.trim()).toBe('0');
    await saysAfter(before, /Stopped/);
    expect((await runtime.do('start', 'vethlab')).code).toBe(0);
    await saysAfter(before, /Stopped[\s\S]*Open http/);
    await ada.page.reload();
    await ada.terminalReady();
    await ada.page.locator('section.exercise#how-many').getByText('Correct').first().waitFor();
    await ada.type('clear; cat ~/mine; docker ps\n');
    await ada.terminalShows(/^kept$[\s\S]*Up .* mine\s/m);
  });

  test('killed, it comes back too', async () => {
    const before = (await runtime.logs('vethlab')).length;
    expect((await runtime.do('kill', 'vethlab')).code).toBe(0);
    await until(async () => {
      const { code } = await runtime.do('start', 'vethlab');
      expect(code).toBe(0);
    }, 30_000);
    await saysAfter(before, /Open http/);
    await ada.page.reload();
    await ada.terminalReady();
    await ada.type('clear; cat ~/mine\n');
    await ada.terminalShows(/^kept$/m);
  });
});
