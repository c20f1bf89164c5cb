// The lab server behind proxies that speak TLS, each by the configuration that docs/operator.md prints.
import { once } from 'node:events';
import { renameSync } from 'node:fs';
import path from 'node:path';
import { connect } from 'node:tls';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { freePort } from '../../lab-server/setup/port.ts';
import { makeCertificate } from '../../lab-server/testing/certificate.ts';
import { DeskClient } from '../../lab-server/testing/desk-client.ts';
import { postJson } from '../../lab-server/testing/learner-client.ts';
import { cookieIn } from '../../lab-server/testing/set-cookie.ts';
import { temporaryFolder } from '../../lab-server/testing/temporary.ts';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import type { ClassDetail } from '../../protocol/desk/class.ts';
import { Network } from '../../protocol/desk/instructor.ts';
import { type LearnerPage, newLearner, openBrowser } from '../support/browser.ts';
import { NAMES, type ProxyName, startProxy } from '../support/proxy.ts';
import { npmStart, type RunningServer } from '../support/server.ts';

let server: RunningServer;
let browser: Browser;
let desk: DeskClient;
let group: ClassDetail;
let ports: { tls: number; lab: number; pages: number };
let url: string;
beforeAll(async () => {
  ports = { tls: await freePort(), lab: await freePort(), pages: await freePort() };
  const [lab, pages] = NAMES.map((name) => `https://${name}:${ports.tls}`);
  url = `${lab}/`;
  server = await npmStart({
    name: 'browser-proxy',
    port: ports.lab,
    args: ['--class'],
    env: {
      HOST: '127.0.0.1',
      PREVIEW_PORT: String(ports.pages),
      PUBLIC_URL: lab ?? '',
      PREVIEW_URL: pages ?? '',
    },
  });
  [, browser] = await Promise.all([
    server.url(),
    openBrowser([`--host-resolver-rules=${NAMES.map((name) => `MAP ${name} 127.0.0.1`).join()}`]),
  ]);
  const direct = `http://127.0.0.1:${ports.lab}`;
  const [, token] = /\/desk\/#(\S+)/.exec(server.output) ?? [];
  const signedIn = await postJson(direct + pathOf(api.deskAccount.signIn), { token });
  desk = new DeskClient({ url: direct }, cookieIn(signedIn));
  group = await desk.newClass('Networks');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test('what it prints and what the desk shows is the proxy’s address', async () => {
  expect(server.output).toContain(`learners open ${url}`);
  expect(server.output).toContain(`${url}desk/#`);
  const { addresses } = await desk.get(pathOf(api.deskNetwork.network), Network);
  expect(addresses).toEqual([url]);
});

async function joined(name: string): Promise<LearnerPage> {
  const learner = await newLearner(browser, { ignoreCertificates: true });
  await learner.page.goto(`${url}chapters/11-hands-on/?code=${group.code}`);
  const dialog = learner.page.getByRole('dialog', { name: 'Join your class' });
  await dialog.getByLabel('Your name').fill(name);
  await learner.page.keyboard.press('Enter');
  await learner.page.getByRole('button', { name: 'Go on', exact: true }).click();
  await learner.terminalReady();
  return learner;
}

test.each<ProxyName>(['caddy', 'nginx', 'apache'])(
  'behind %s a learner works as without a proxy',
  async (name) => {
    const stop = await startProxy(name, ports);
    let ada: LearnerPage | undefined;
    try {
      ada = await joined(`Ada of ${name}`);
      const { page } = ada;
      const cookies = (await ada.context.cookies()).filter((one) => /vethlab/.test(one.name));
      expect(cookies.map((one) => [one.name, one.secure])).toEqual([['__Host-vethlab-learner', true]]);
      await ada.type('echo over-$((6 * 7))\n');
      await ada.terminalShows(/^over-42$/m);
      // An event comes at once.
      await desk.done(
        pathOf(api.deskWall.sendMessage, { params: { class: group.id } }),
        { to: 'all', text: `Hello behind ${name}` },
        z.object({}),
      );
      await page.locator('.toast').getByText(`Hello behind ${name}`).waitFor();
      // A web page of the lab host, in a frame of the other name.
      await page.getByRole('button', { name: 'Web page', exact: true }).click();
      await page.getByLabel('Address, as the lab host sees it').fill('http://localhost:8888/');
      await page.keyboard.press('Enter');
      await page.frameLocator('iframe').getByText('Docker').first().waitFor();
      const shown = page.frames().find((one) => one !== page.mainFrame());
      expect(new URL(shown?.url() ?? '').hostname).toBe(NAMES[1]);
      // Who has not joined yet is told so.
      expect(ada.errors.filter((error) => !/ 401 .*\/api\/me\)$/.test(error))).toEqual([]);
    } finally {
      await ada?.close();
      await stop();
    }
  },
);

test('with a certificate both ports speak TLS without a proxy, and a new one is taken over', async () => {
  const folder = temporaryFolder();
  const own = await npmStart({ name: 'browser-tls', env: makeCertificate(folder, 'first') });
  try {
    const address = await own.url();
    expect(address).toMatch(/^https:/);
    const ada = await newLearner(browser, { ignoreCertificates: true });
    await ada.page.goto(`${address}chapters/11-hands-on/`);
    await ada.join('Ada');
    await ada.page.getByRole('button', { name: 'Web page', exact: true }).click();
    await ada.page.getByLabel('Address, as the lab host sees it').fill('http://localhost:8888/');
    await ada.page.keyboard.press('Enter');
    await ada.page.frameLocator('iframe').getByText('Docker').first().waitFor();
    await ada.close();
    expect(await nameAt(address)).toBe('first');
    const next = makeCertificate(folder, 'second');
    renameSync(next.TLS_KEY, path.join(folder, 'first.key'));
    renameSync(next.TLS_CERT, path.join(folder, 'first.pem'));
    await expect.poll(() => nameAt(address)).toBe('second');
    await expect.poll(() => own.output).toContain('The certificate is taken over');
  } finally {
    await own.stop();
  }
});

/** The name in the certificate that a server shows. */
async function nameAt(address: string): Promise<unknown> {
  const socket = connect({
    host: '127.0.0.1',
    port: Number(new URL(address).port),
    rejectUnauthorized: false,
  });
  await once(socket, 'secureConnect');
  const { CN } = socket.getPeerCertificate().subject;
  socket.destroy();
  return CN;
}
