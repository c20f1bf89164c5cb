import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { type LearnerPage, newLearner, openBrowser } from '../support/browser.ts';
import { faults } from '../support/faults.ts';
import { npmStart, type RunningServer } from '../support/server.ts';

// Web pages of the lab host in the workbench, and files to it and from it.

/** A web server for a learner's host, in Perl, which every host has. Its page asks for everything from its root. */
const SITE = String.raw`
use IO::Socket::INET;
my %page = (
  '/' => ['text/html', '<!doctype html><title>Site</title><link rel="stylesheet" href="/style.css"><h1>Styled</h1>
    <p id="data"></p><p id="reach"></p><form method="post" action="/post"><button>Send</button></form>
    <a href="/next">Next</a><script type="module" src="/app.js"></script>'],
  '/style.css' => ['text/css', 'h1 { color: rgb(1, 2, 3) }'],
  '/app.js' => ['text/javascript', q{
    document.querySelector('#data').textContent = await (await fetch('/data')).text();
    const reach = [self.origin];
    try { reach.push(parent.document.title) } catch (error) { reach.push(error.name) }
    try { reach.push(document.cookie) } catch (error) { reach.push(error.name) }
    reach.push((await fetch('/api/me')).status);
    document.querySelector('#reach').textContent = reach.join('|');
  }],
  '/data' => ['text/plain', 'fetched'],
  '/post' => ['text/html', '<h1>Posted</h1>'],
  '/next' => ['text/html', '<h1>Next page</h1>'],
);
my $server = IO::Socket::INET->new(LocalPort => 8099, Listen => 16, ReuseAddr => 1) or die $!;
print "site is up\n";
while (my $client = $server->accept) {
  my ($method, $path) = split ' ', <$client> // '';
  1 while defined(my $line = <$client>) and $line !~ /^\r?$/;
  my ($type, $body) = @{ $page{$path} // [] };
  print $client $type
    ? "HTTP/1.0 200 OK\r\nContent-Type: $type\r\nSet-Cookie: vethlab=mine\r\n\r\n$body"
    : "HTTP/1.0 404 Not Found\r\n\r\n";
  close $client;
}
`;

let server: RunningServer;
let browser: Browser;
let ada: LearnerPage;
beforeAll(async () => {
  server = await npmStart({ name: 'preview' });
  browser = await openBrowser();
  ada = await newLearner(browser);
  await ada.page.goto(`${await server.url()}chapters/05-two-kinds/`);
  await ada.join('Ada');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const button = (name: string | RegExp) => ada.page.getByRole('button', { name, exact: true });
const frame = () => ada.page.frameLocator('iframe.preview-page');
const address = () => ada.page.getByLabel('Address, as the lab host sees it');

async function show(url: string): Promise<void> {
  if (!(await address().isVisible())) await button('Web page').click();
  await address().fill(url);
  await address().press('Enter');
}

test('a file is uploaded from the list of files, and runs', async () => {
  await button('Files').click();
  const buffer = Buffer.from(SITE);
  await ada.page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'site.pl', mimeType: 'text/plain', buffer });
  await ada.page.getByText('site.pl is in your home directory.').waitFor();
  await ada.page.getByRole('link', { name: 'site.pl' }).waitFor();
  await ada.screenshot('files');
  expect(await faults(ada)).toEqual([]);
  await ada.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await ada.type('clear; perl site.pl &\n');
  await ada.terminalShows(/site is up$/m);
});

test('a page is shown with its styles, scripts, forms and links, and reaches nothing of ours', async () => {
  await show('localhost:8099');
  await frame().getByRole('heading', { name: 'Styled' }).waitFor();
  await expect.poll(() => frame().locator('#data').textContent()).toBe('fetched');
  const colour = await frame()
    .locator('h1')
    .evaluate((h1) => getComputedStyle(h1).color);
  expect(colour).toBe('rgb(1, 2, 3)');
  await expect.poll(() => frame().locator('#reach').textContent()).not.toBe('');
  // An origin of its own, no way to the page around it, no cookie of ours, and /api/me is the site's own.
  const [own, ...reach] = ((await frame().locator('#reach').textContent()) ?? '').split('|');
  expect(own).toMatch(/^http:/);
  expect(own).not.toBe(new URL(await server.url()).origin);
  expect(reach).toEqual(['SecurityError', '', '404']);
  await ada.screenshot('web-page');
  await frame().getByRole('button', { name: 'Send' }).click();
  await frame().getByRole('heading', { name: 'Posted' }).waitFor();
  await button('Load again').click();
  await frame().getByRole('link', { name: 'Next' }).click();
  await frame().getByRole('heading', { name: 'Next page' }).waitFor();
  // Ada is still who she was.
  expect((await ada.fetch(pathOf(api.learner.me))).status()).toBe(200);
});

test('a container’s page is shown by IPv4 and by IPv6, and says who asks', async () => {
  await ada.type(
    `clear; docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}' $(docker ps -q); docker ps --format '{{.Ports}}'\n`,
  );
  const text = await ada.terminalShows(/->\d+\/tcp/);
  const [ipv4] = /^172\.\d+\.\d+\.\d+/m.exec(text) ?? [];
  const [, outside, inside] = /0\.0\.0\.0:(\d+)->(\d+)\/tcp/.exec(text) ?? [];
  await show(`http://${ipv4}:${inside}/`);
  await frame().getByText('Framework: Docker').waitFor();
  const addresses = await ada.page.locator('.addresses .address').allTextContents();
  const gua = addresses.find((one) => one.includes(':'));
  await show(`http://[${gua}]:${outside}/`);
  await frame().getByText('Framework: Docker').waitFor();
  await ada.screenshot('web-page-ipv6');
});

test('the pages that the host publishes are offered, those of containers and those of the learner', async () => {
  await address().press('Escape');
  await button('Web page').click();
  const offered = ada.page.getByRole('region', { name: 'Pages that your lab host publishes' });
  await offered.getByRole('button', { name: 'http://localhost:8888/ whale' }).waitFor();
  await offered.getByRole('button', { name: 'http://localhost:8099/ perl' }).waitFor();
  expect(await offered.getByRole('button', { name: /:22\// }).count()).toBe(0);
  expect(await faults(ada)).toEqual([]);
  await ada.screenshot('web-pages-offered');
  await offered.getByRole('button', { name: 'http://localhost:8888/ whale' }).click();
  await frame().getByText('Framework: Docker').waitFor();
  expect(await address().inputValue()).toBe('http://localhost:8888/');
});

test('the page says so when nothing listens, and when the text is no address', async () => {
  await show('http://localhost:9/');
  await frame()
    .getByText(/Nothing listens at 127\.0\.0\.1:9/)
    .waitFor();
  await ada.screenshot('web-page-refused');
  expect(await faults(ada)).toEqual([]);
  await show('http://web/');
  await ada.page.getByText(/Names such as web are not looked up/).waitFor();
  expect(await faults(ada)).toEqual([]);
  await address().press('Escape');
  expect(await ada.page.locator('.preview').count()).toBe(0);
  expect(await button('Web page').evaluate((one) => one === document.activeElement)).toBe(true);
});

test('an address in the terminal opens its page beside it', async () => {
  await ada.type('clear; echo see http://localhost:8099/ there\n');
  await ada.terminalShows(/^see http/m);
  await ada.clickOn('localhost:8099');
  await frame().getByRole('heading', { name: 'Styled' }).waitFor();
  await button('Close the web page').click();
});

test('a file is downloaded, and one that is dropped onto the terminal is uploaded', async () => {
  await ada.type("clear; printf 'from the host' > notes.txt; echo written\n");
  await ada.terminalShows(/^written$/m);
  await button('Files').click();
  const download = ada.page.waitForEvent('download');
  await ada.page.getByRole('link', { name: 'notes.txt' }).click();
  expect(readFileSync((await (await download).path()) ?? '', 'utf8')).toBe('from the host');
  await ada.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();

  await ada.page.locator('[data-terminals]').evaluate((place) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['dropped'], 'dropped.txt'));
    dataTransfer.items.add(new File([new Uint8Array(2 ** 20 + 1)], 'large.bin'));
    for (const type of ['dragover', 'drop']) {
      place.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }
  });
  await ada.page.getByText('dropped.txt is in your home directory.').waitFor();
  await ada.page.getByText('A file may have at most 1 MiB.').waitFor();
  await ada.screenshot('dropped');
  expect(await faults(ada)).toEqual([]);
  await ada.type('clear; cat dropped.txt; echo\n');
  await ada.terminalShows(/^dropped$/m);
});
