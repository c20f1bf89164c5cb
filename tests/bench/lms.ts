import { LEARNER } from '../../lab-server/testing/lms-model.ts';
import { newLearner, openBrowser } from '../support/browser.ts';
import { connectLms, startWithLms } from '../support/lms.ts';
import { until } from '../support/until.ts';
import { percentile, printRows, timed } from './figures.ts';

const ROUNDS = 10;

/** From the press of a link in an LMS to the prompt of a lab host, in a browser, with a host ready; beside the same page of a learner who is in already. */
export async function bench(): Promise<void> {
  const here = await startWithLms('bench-lms', { WARM_HOSTS: '2', RECORD: 'off' });
  const { lms, server } = here;
  const browser = await openBrowser();
  try {
    await server.url();
    const operator = await newLearner(browser, { ignoreCertificates: true });
    await connectLms(here, operator.page);
    await operator.close();
    const launches: number[] = [];
    const again: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const user = `user-${round}`;
      lms.users.set(user, { name: `Learner ${round}`, roles: [LEARNER] });
      lms.courses.get('net')?.members.push(user);
      const learner = await newLearner(browser, { ignoreCertificates: true });
      const { page } = learner;
      // A host is ready by then, and the pages are in the browser's cache, as for anyone who has been here before.
      await page.goto(`${here.url}chapters/11-hands-on/`);
      await until(async () => {
        const metrics = await (await page.request.get(`${here.url}metrics`)).text();
        if (!/^vethlab_spare_hosts [1-9]/m.test(metrics)) throw new Error('no host waits ready');
      }, 120_000);
      // The work that was begun beside it is over too.
      await page.waitForTimeout(3000);
      const open = () => page.goto(`${lms.url}/launch?user=${user}&course=net&resource=one&how=window`);
      launches.push(await timed(() => open().then(() => learner.terminalReady())));
      again.push(await timed(() => page.reload().then(() => learner.terminalReady())));
      await learner.close();
    }
    printRows('From a link in an LMS to the prompt; the reference is the same page loaded again', [
      ...[50, 95].map((p) => ({
        what: `launch to the prompt, p${p} of ${ROUNDS}`,
        ours: percentile(launches, p),
        reference: percentile(again, p),
        unit: 'ms',
        ...(p === 50 && { reach: '<= 1000 ms' }),
      })),
    ]);
  } finally {
    await browser.close();
    await server.stop();
    await lms.close();
  }
}
