import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { joinClass, signIn } from '../testing/desk-client.ts';
import { type Lab, startLab } from '../testing/lab.ts';
import { rawRequest } from '../testing/raw-http.ts';

function putPages(lab: Lab): void {
  const site = path.join(lab.folder, '.made/site');
  mkdirSync(path.join(site, '_astro'));
  mkdirSync(path.join(site, 'chapters/veth'), { recursive: true });
  writeFileSync(path.join(site, 'index.html'), '<h1>Lessons</h1>');
  writeFileSync(path.join(site, 'chapters/veth/index.html'), '<h1>veth</h1>');
  writeFileSync(path.join(site, '_astro/page.abc123.js'), 'export {};');
  mkdirSync(path.join(site, 'de/chapters/veth'), { recursive: true });
  writeFileSync(path.join(site, 'de/chapters/veth/index.html'), '<h1>veth auf Deutsch</h1>');
  mkdirSync(path.join(site, 'closed'));
  mkdirSync(path.join(site, 'de/closed'));
  writeFileSync(path.join(site, 'closed/index.html'), '<h1>Closed</h1>');
  writeFileSync(path.join(site, 'de/closed/index.html'), '<h1>Zu</h1>');
  mkdirSync(path.join(site, '404'));
  mkdirSync(path.join(site, 'de/404'), { recursive: true });
  writeFileSync(path.join(site, '404/index.html'), '<h1>Not here</h1>');
  writeFileSync(path.join(site, 'de/404/index.html'), '<h1>Nicht hier</h1>');
}

test('browsers ask for pages again each time, and keep files that are named by their content', async () => {
  const lab = await startLab();
  putPages(lab);
  const start = await fetch(lab.url);
  expect(await start.text()).toBe('<h1>Lessons</h1>');
  expect(start.headers.get('content-type')).toMatch(/^text\/html/);
  expect(start.headers.get('cache-control')).toBe('no-cache');
  const etag = start.headers.get('etag') ?? '';
  const again = `GET / HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: ${etag}\r\nConnection: close\r\n\r\n`;
  expect(await rawRequest(lab.url, again)).toMatchObject({ status: 304 });
  expect(await (await fetch(`${lab.url}/chapters/veth/`)).text()).toBe('<h1>veth</h1>');
  const script = await fetch(`${lab.url}/_astro/page.abc123.js`);
  expect(script.headers.get('cache-control')).toContain('immutable');
});

test('a page that is not there', async () => {
  const lab = await startLab();
  const plain = await fetch(`${lab.url}/nothing`);
  expect([plain.status, await plain.text()]).toEqual([404, 'There is no such page.\n']);
  putPages(lab);
  const page = await fetch(`${lab.url}/nothing`);
  expect([page.status, await page.text()]).toEqual([404, '<h1>Not here</h1>']);
  const german = await fetch(`${lab.url}/de/nothing`);
  expect([german.status, await german.text()]).toEqual([404, '<h1>Nicht hier</h1>']);
  const other = await fetch(`${lab.url}/xx/nothing`);
  expect([other.status, await other.text()]).toEqual([404, '<h1>Not here</h1>']);
});

test('learners cannot read a chapter that their class has closed, however its address is written', async () => {
  const lab = await startLab();
  putPages(lab);
  const desk = await signIn(lab);
  const group = await desk.newClass('Networks', { closedChapters: ['veth'] });
  const ada = await joinClass(lab, group.code, 'Ada');
  for (const address of [
    '/chapters/veth/',
    '/chapters/veth/index.html',
    '/chapters/veth',
    '/chapters/v%65th/',
    '//chapters//veth/',
    '/x/../chapters/veth/',
  ]) {
    const get = `GET ${address} HTTP/1.1\r\nHost: localhost\r\nCookie: ${ada.cookie}\r\nConnection: close\r\n\r\n`;
    const closed = await rawRequest(lab.url, get);
    expect([closed.status, await closed.text()], address).toEqual([403, '<h1>Closed</h1>']);
  }
  const german = await ada.fetch('/de/chapters/veth/');
  expect([german.status, await german.text()]).toEqual([403, '<h1>Zu</h1>']);
  expect(german.headers.get('cache-control')).toBe('no-cache');

  expect(await (await ada.fetch('/')).text()).toBe('<h1>Lessons</h1>');
  expect(await (await fetch(`${lab.url}/chapters/veth/`)).text()).toBe('<h1>veth</h1>');
  await desk.set(group, { closedChapters: [] });
  const opened = await ada.fetch('/chapters/veth/');
  expect([opened.status, await opened.text()]).toEqual([200, '<h1>veth</h1>']);
});

test('pages that are not built yet say how to build them', async () => {
  const lab = await startLab();
  rmSync(path.join(lab.folder, '.made/site'), { recursive: true });
  const response = await fetch(lab.url);
  expect(response.status).toBe(503);
  expect(await response.text()).toContain('npm start');
});

test('nothing outside the pages is served', async () => {
  const lab = await startLab();
  putPages(lab);
  writeFileSync(path.join(lab.folder, '.made/site/.secret'), 'hidden');
  for (const address of [
    '/../../data/cookie-secret',
    '/%2e%2e/%2e%2e/data/cookie-secret',
    '/..%2f..%2fdata%2fcookie-secret',
    '/chapters/../../../data/vethlab.sqlite',
    '//data/cookie-secret',
    '/.secret',
    '/%00',
  ]) {
    const response = await rawRequest(
      lab.url,
      `GET ${address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
    );
    expect(response.status, address).toBeGreaterThanOrEqual(400);
    expect(response.status, address).toBeLessThan(500);
  }
});
