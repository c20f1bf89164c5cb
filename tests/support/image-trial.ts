import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LearnerPage, newLearner, openBrowser } from './browser.ts';
import { ContainerRuntime } from './container-runtime.ts';
import { until } from './until.ts';

/** For `inspect`. */
const ADDRESS = '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}';

/** A learner begins, looks at the four frameworks, and answers a question. */
export async function begin(ada: LearnerPage): Promise<void> {
  await ada.page.goto('http://127.0.0.1:8080/chapters/11-hands-on/');
  await ada.join('Ada');
  await ada.type('clear; docker ps; podman ps; incus ls -f csv; lxc ls -f csv\n');
  await ada.terminalShows(/otter[\s\S]*\$ ?$/);
  const card = ada.page.locator('section.exercise#how-many');
  await card.getByLabel('Containers running').fill('4');
  await card.getByRole('button', { name: 'Check my answer' }).click();
  await card.locator('.verdict-place .verdict').getByText('Correct').waitFor();
}

/** The learner leaves a file and a container on the lab host. */
export async function leaveThings(ada: LearnerPage): Promise<void> {
  await ada.type(
    'clear; echo kept > ~/mine; docker run -d --restart always --name mine vethlab/whoami; docker ps\n',
  );
  await ada.terminalShows(/Up .* mine\s/);
}

/** The learner comes back, and their mark and what they left are there. */
export async function findThings(ada: LearnerPage): Promise<void> {
  await ada.page.reload();
  await ada.terminalReady();
  await ada.page.locator('section.exercise#how-many').getByText('Correct').first().waitFor();
  await ada.type('clear; cat ~/mine; docker ps\n');
  await ada.terminalShows(/^kept$[\s\S]*Up .* mine\s/m);
}

/** The status of what only the machine's own browser may see, asked for by this name. */
export async function metricsAt(ada: LearnerPage, host: string): Promise<number> {
  const page = await ada.context.newPage();
  await page.goto(`http://${host}:8080/`);
  const status = await page.evaluate(async () => (await fetch('/metrics')).status);
  await page.close();
  return status;
}

/** Tries the container image with one runtime. @param archive tells where the image is, once it is written. */
export function tryImageWith(name: 'docker' | 'podman', archive: () => string): void {
  describe(name, () => {
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
      await runtime.load(archive());
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
      expect((await runtime.do('run', '--rm', '--user', '1000', 'vethlab')).stderr).toContain(
        'without --user',
      );
      expect((await runtime.do('run', '--rm', 'vethlab', '--version')).stdout).toMatch(/^vethlab \d/);
    });

    test('with the command of the manual it starts without a network, and a learner there is marked', async () => {
      await runtime.runAsPrinted();
      await saysAfter(0, /Open http:\/\/127\.0\.0\.1:8080\//);
      await begin(ada);
    });

    test('doctor finds nothing missing in it, and it is for whoever sits at the machine', async () => {
      const { code, stdout } = await runtime.do('exec', 'vethlab', 'vethlab', 'doctor');
      expect(stdout).not.toContain('missing');
      expect(code).toBe(0);
      const address = await runtime.do('inspect', '--format', ADDRESS, 'vethlab');
      expect(await metricsAt(ada, 'localhost')).toBe(200);
      expect(await metricsAt(ada, address.stdout.trim())).toBe(403);
    });

    test('stopped in order and started again it has the learner, the marks, and what is on their lab host', async () => {
      await leaveThings(ada);
      const before = (await runtime.logs('vethlab')).length;
      expect((await runtime.do('stop', 'vethlab')).code).toBe(0);
      const state = await runtime.do('inspect', '--format', '{{.State.ExitCode}}', 'vethlab');
      // Killed after its 10 s it would say 137.
      expect(state.stdout.trim()).toBe('0');
      await saysAfter(before, /Stopped/);
      expect((await runtime.do('start', 'vethlab')).code).toBe(0);
      await saysAfter(before, /Stopped[\s\S]*Open http/);
      await findThings(ada);
    });

    test('killed, it comes back too', async () => {
      const before = (await runtime.logs('vethlab')).length;
      expect((await runtime.do('kill', 'vethlab')).code).toBe(0);
      await until(async () => {
        const { code } = await runtime.do('start', 'vethlab');
        expect(code).toBe(0);
      }, 30_000);
      await saysAfter(before, /Open http/);
      await findThings(ada);
    });

    test('a container made anew on the same volume, as for a newer image, has them too', async () => {
      expect((await runtime.do('stop', 'vethlab')).code).toBe(0);
      expect((await runtime.do('rm', 'vethlab')).code).toBe(0);
      await runtime.runAsPrinted();
      await saysAfter(0, /Open http/);
      await findThings(ada);
    });
  });
}
