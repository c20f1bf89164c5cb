import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { folders } from '../../lab-server/setup/folders.ts';
import { joinClass, signIn } from '../../lab-server/testing/desk-client.ts';
import { startLab } from '../../lab-server/testing/lab.ts';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { KEY_HEADER } from '../../protocol/browser-key.ts';
import { Me } from '../../protocol/learner.ts';
import { Preview } from '../../protocol/preview.ts';
import { LearnerPage } from '../support/browser.ts';

// A web page of a lab host can set cookies in the browser that shows it: of the same host name, as many and as large as it likes.

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    // A name that is not a loopback name, as in a class. There all ports belong to one site.
    args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP lab.example 127.0.0.1'],
  });
});
afterAll(() => browser?.close());

/** A web server on a host. Its page at /plant has the browser send Eve's cookie in place of its own, at / it signs in and opens a WebSocket. */
async function siteOf(planted: string): Promise<number> {
  const server = createServer((request, response) => {
    const hasOwn = request.headers.cookie?.includes('own=1') === true;
    response.setHeader('Content-Type', 'text/html');
    if (request.url === '/plant') {
      response.end(`<p>planting</p><script>
        // Repeats until the cookie is there: the browser makes room by removing the least used cookies, which may be the one just set. On
        // another site it never gets there.
        const plant = (tries) => {
          for (let i = 0; i < 400; i++) document.cookie = 'p' + i + '=' + 'x'.repeat(3500) + '; path=/';
          for (const path of ['/', '/api', '/api/']) document.cookie = '${planted}; path=' + path;
          if (tries === 0 || document.cookie.includes('${planted}')) document.querySelector('p').textContent = 'planted';
          else setTimeout(plant, 50, tries - 1);
        };
        plant(20);
      </script>`);
    } else if (request.url === '/seen') response.end(`<p>own cookie: ${hasOwn}</p>`);
    else {
      response.setHeader('Set-Cookie', 'own=1; HttpOnly');
      response.end(`<a href="/seen">seen</a><p></p><script>
        history.pushState(null, '', '/');
        const socket = new WebSocket('ws://' + location.host + '/live');
        socket.onmessage = ({ data }) => { document.querySelector('p').textContent = data };
      </script>`);
    }
  });
  const sockets = new WebSocketServer({ server, path: '/live' });
  sockets.on('connection', (socket) => socket.send('a live page'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate();
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** A lab server by that name, with Ada in a window, and Eve, whose page tries to put her own session in place of Ada's. */
async function start(name: string, host: string) {
  const lab = await startLab({ siteDir: folders.site, host });
  const local = { ...lab, url: lab.url.replace('0.0.0.0', '127.0.0.1') };
  const { code } = await (await signIn(local)).newClass();
  const url = `http://${name}:${new URL(lab.url).port}`;
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  const ada = new LearnerPage(context, await context.newPage());
  await joinBy(ada, url, code, 'Ada');
  await ada.page.getByRole('button', { name: 'Go on', exact: true }).click();
  await ada.page.goto(`${url}/chapters/11-hands-on/`);
  await webPage(ada).waitFor();
  const eve = await joinClass(local, code, 'Eve');
  return { lab, url, code, ada, eve, port: await siteOf(eve.cookie) };
}

const webPage = (ada: LearnerPage) => ada.page.getByRole('button', { name: 'Web page', exact: true });

async function joinBy({ page }: LearnerPage, url: string, code: string, name: string): Promise<void> {
  await page.goto(`${url}/?code=${code}`);
  await page.getByRole('dialog').getByLabel('Your name').fill(name);
  await page.keyboard.press('Enter');
}

/** The learner that the browser is to the lab server, asked as a page does; a status when it is nobody. */
const meOf = ({ page }: LearnerPage): Promise<Me | number> =>
  page.evaluate(
    async ([path, header]) => {
      const headers = { [header]: localStorage.getItem('vethlab-key') ?? '' };
      const answer = await fetch(path, { headers });
      return answer.ok ? await answer.json() : answer.status;
    },
    [pathOf(api.learner.me), KEY_HEADER] as const,
  );

test('on the same site, a page can put its cookie in place of ours; it is not believed, and the learner comes in again', async () => {
  const { url, code, ada, port } = await start('lab.example', '0.0.0.0');
  const me = Me.parse(await meOf(ada));
  await webPage(ada).click();
  await ada.page.getByLabel('Address, as the lab host sees it').fill(`127.0.0.1:${port}/plant`);
  await ada.page.keyboard.press('Enter');
  await ada.page.frameLocator('iframe.preview-page').getByText('planted').waitFor();
  // The attack took place: the browser's own cookie has gone, and the other is there.
  const kept = await ada.context.cookies();
  expect(kept.some(({ name, httpOnly }) => name === 'vethlab-learner' && !httpOnly)).toBe(true);
  expect(kept.some(({ name, httpOnly }) => name === 'vethlab-learner' && httpOnly)).toBe(false);
  await ada.page.goto(`${url}/chapters/11-hands-on/`);
  expect(await meOf(ada)).toBe(401);
  // The learner is not locked out. With the personal code they come in, and are believed beside the planted cookie.
  await joinBy(ada, url, code, 'Ada');
  await ada.page.getByLabel('Personal code').fill(me.personalCode ?? '');
  await ada.page.keyboard.press('Enter');
  await expect.poll(() => meOf(ada)).toMatchObject({ id: me.id, name: 'Ada' });
  await ada.page.goto(`${url}/chapters/11-hands-on/`);
  await webPage(ada).waitFor();
});

test.each(['127.0.0.1', 'localhost'])(
  'at %s it is another site, which reaches no cookie of ours',
  async (name) => {
    const { ada, eve, port } = await start(name, '127.0.0.1');
    await webPage(ada).click();
    const address = ada.page.getByLabel('Address, as the lab host sees it');
    const frame = ada.page.frameLocator('iframe.preview-page');
    // Its own cookies and WebSockets work all the same.
    await address.fill(`127.0.0.1:${port}/`);
    await address.press('Enter');
    await frame.getByText('a live page').waitFor();
    await frame.getByRole('link', { name: 'seen' }).click();
    await frame.getByText('own cookie: true').waitFor();
    await address.fill(`127.0.0.1:${port}/plant`);
    await address.press('Enter');
    await frame.getByText('planted').waitFor();
    await ada.page.reload();
    await webPage(ada).waitFor();
    expect(await meOf(ada)).toMatchObject({ name: 'Ada' });
    // A link to her page under the name of our own pages does not work, since the page is shown only under the other name.
    const { url: hers } = Preview.parse(
      await (await eve.post(pathOf(api.preview.show), { url: `127.0.0.1:${port}/plant` })).json(),
    );
    expect(new URL(hers).hostname).toBe('localhost');
    const tab = await ada.context.newPage();
    expect((await tab.goto(hers.replace('localhost', '127.0.0.1')))?.status()).toBe(404);
    expect(await meOf(ada)).toMatchObject({ name: 'Ada' });
  },
);
