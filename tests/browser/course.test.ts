import type { Browser, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { list as exercisesOf } from '../../protocol/api/exercises.ts';
import type { Exercise } from '../../protocol/exercise.ts';
import { type LearnerPage, newLearner, openBrowser } from '../support/browser.ts';
import { faults } from '../support/faults.ts';
import { npmStart, type RunningServer } from '../support/server.ts';

let server: RunningServer;
let browser: Browser;
let url: string;
beforeAll(async () => {
  server = await npmStart({ name: 'browser-course' });
  [url, browser] = await Promise.all([server.url(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const HANDS_ON = 'chapters/11-hands-on/';

describe('a learner', () => {
  let ada: LearnerPage;
  beforeAll(async () => {
    ada = await newLearner(browser);
  });
  afterAll(() => ada.close());

  const exercise = (id: string) => ada.page.locator(`section.exercise#${id}`);
  const field = (id: string, name: string) => exercise(id).locator(`[data-field="${name}"]`);
  const submit = async (id: string) => {
    const before = await exercise(id).locator('.verdict').count();
    await exercise(id).getByRole('button', { name: 'Check my answer' }).click();
    await exercise(id).locator('.verdict').nth(before).waitFor({ state: 'attached' });
    return exercise(id).locator('.verdict-place .verdict');
  };

  test('reads, and runs a block of the lesson: giving a name is all it takes', async () => {
    await ada.page.goto(url);
    await ada.page.getByRole('link', { name: 'Start the course' }).click();
    await ada.page.getByRole('heading', { name: 'Why containers', level: 1 }).waitFor();
    await ada.page.getByRole('button', { name: /^Run cat \/etc\/os-release/ }).click();
    const dialog = ada.page.getByRole('dialog');
    await dialog.getByLabel('Your name').fill('Ada');
    await dialog.getByRole('button', { name: 'Start my lab' }).click();
    await ada.terminalShows(/PRETTY_NAME="Debian GNU\/Linux 13/);
    expect(await ada.page.getByRole('tab').count()).toBe(1);
  });

  test('gets a command with a gap put on the prompt, with the cursor in the gap', async () => {
    await ada.page.goto(`${url}chapters/09-finding-containers/`);
    await ada.terminalReady();
    await ada.page.getByRole('button', { name: /^Insert docker top/ }).click();
    await ada.terminalShows(/docker top $/m);
    await ada.page.keyboard.type('whale\n');
    await ada.terminalShows(/httpd -f -p 80/);
  });

  test('answers all five right, and sees the marks', async () => {
    await ada.page.goto(url + HANDS_ON);
    await ada.terminalReady();
    await ada.type('clear; curl -s localhost:8888\n');
    const [, hostname = ''] =
      /Hostname: ([0-9a-f]{12})/.exec(await ada.terminalShows(/Hostname: .+\n/)) ?? [];

    for (const name of ['Docker', 'Podman', 'Incus', 'LXD']) {
      await exercise('container-systems').getByLabel(name, { exact: true }).check();
    }
    await field('web-page', 'hostname').fill(hostname);
    await field('web-page', 'container').fill('whale');
    await field('open-ports', 'ports').fill('8080, 8888');
    for (const name of [/same port/i, /NAT/, /advertise|itself|SLAAC/i, /enough|as many/i]) {
      const choices = exercise('why-ipv6').locator('label.choice').filter({ hasText: name });
      await choices.first().getByRole('checkbox').check();
    }
    await field('why-ipv6', 'sentence').fill(
      'Every container gets an address of its own from the router, so they can all use port 80 and no NAT is needed.',
    );
    await field('how-many', 'count').fill('4');
    for (const id of ['container-systems', 'web-page', 'open-ports', 'why-ipv6', 'how-many']) {
      const verdict = await submit(id);
      expect(await verdict.getAttribute('data-status'), (await verdict.textContent()) ?? '').toBe('correct');
    }
    await ada.page.locator('.learner-link').getByText('10 of 82 points').waitFor();
    await ada.screenshot('answered-right', true);
  });

  test("opens a correct verdict's evidence: what was seen on the host", async () => {
    const evidence = exercise('how-many').locator('details.evidence').first();
    await evidence.locator('summary').click();
    expect(await evidence.textContent()).toMatch(/whale: running, PID \d+/);
  });

  test('answers wrong, and sees the finding but not the answer', async () => {
    await field('how-many', 'count').fill('7');
    const verdict = await submit('how-many');
    expect(await verdict.getAttribute('data-status')).toBe('incorrect');
    const text = (await verdict.locator('.findings').textContent()) ?? '';
    expect(text.length).toBeGreaterThan(20);
    expect(text).not.toMatch(/\b4\b|\bfour\b/);
    await exercise('how-many').getByText('Earlier attempts (1)').waitFor();
    // The best attempt counts, so nothing is lost by trying.
    await ada.page.locator('.learner-link').getByText('10 of 82 points').waitFor();
    await ada.screenshot('answered-wrong');
  });

  test('says why the verdict is wrong, and finds it with the attempt after the next one', async () => {
    const card = exercise('how-many');
    await card.getByText('I disagree', { exact: true }).first().click();
    await card.getByText('On your own there is no instructor.').first().waitFor();
    await card.getByLabel('Why is your answer right?').first().fill('I counted the helpers too.');
    await card.getByText('26 of 500 characters').waitFor();
    expect(await faults(ada)).toEqual([]);
    await card.getByRole('button', { name: 'Send', exact: true }).click();
    await card.locator('.disputed').getByText('I counted the helpers too.').waitFor();
    await field('how-many', 'count').fill('8');
    await submit('how-many');
    await card.getByText('Earlier attempts (2)').focus();
    await ada.page.keyboard.press('Enter');
    const [wrong, right] = [card.locator('.past').first(), card.locator('.past').nth(1)];
    await wrong.getByText('I counted the helpers too.').waitFor();
    expect(await wrong.locator('dd').textContent()).toBe('7');
    expect(await wrong.getByText('0 of 1 point').count()).toBe(1);
    expect(await right.getByText('1 of 1 point').count()).toBe(1);
    await wrong.getByText(/^What was found/).click();
    expect(await wrong.locator('.finding').first().isVisible()).toBe(true);
  });

  test('is told how the answer is found, now that it may be, and runs a step of it', async () => {
    const card = exercise('how-many');
    expect(await ada.page.content()).not.toContain('one line for each');
    await card.getByText('How to find the answer', { exact: true }).click();
    await card.getByText(/one line for each/).waitFor();
    expect(await faults(ada)).toEqual([]);
    for (const theme of ['light', 'dark'] as const) {
      await ada.page.emulateMedia({ colorScheme: theme });
      for (const width of [390, 1280]) {
        await ada.page.setViewportSize({ width, height: 2400 });
        await card.scrollIntoViewIfNeeded();
        const overflow = await ada.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow, `${width} px wide`).toBeLessThanOrEqual(0);
        expect(await faults(ada), `${width} px wide, ${theme}`).toEqual([]);
        await ada.screenshot(`card-${width}-${theme}`);
      }
    }
    await ada.page.emulateMedia({ colorScheme: 'light' });
    await ada.page.setViewportSize({ width: 1280, height: 800 });
    await ada.type('clear\n');
    await card
      .locator('.solution')
      .getByRole('button', { name: /^Run docker ps -q/ })
      .click();
    await ada.terminalShows(/docker ps -q \| wc -l\n\d+\n/);
  });

  test('is told at once what is wrong with a form, and nothing is sent', async () => {
    await field('open-ports', 'ports').fill('80, eighty');
    await exercise('open-ports').getByRole('button', { name: 'Check my answer' }).click();
    expect(await exercise('open-ports').locator('.wrong').textContent()).toContain(
      '“eighty” is not a number',
    );
    expect(await field('open-ports', 'ports').getAttribute('aria-invalid')).toBe('true');
    await field('open-ports', 'ports').fill('80, 443');
  });

  test('opens hints one by one', async () => {
    const hints = exercise('open-ports').locator('.hints');
    expect(await hints.getByRole('listitem').count()).toBe(0);
    await hints.getByRole('button', { name: /Open a hint \(1 of/ }).click();
    await hints.getByRole('listitem').first().waitFor();
    expect(await hints.getByRole('listitem').count()).toBe(1);
    await hints.getByRole('button', { name: /Open the next hint \(2 of/ }).waitFor();
  });

  test('is told what a hint costs before it is opened, where an exercise has a price', async () => {
    // The hints of the five are free, so a price is put into the lab server's answer to the page.
    const priced = async (route: Route, change: (answer: object) => object) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: change(await response.json()) });
    };
    const withCost = <T extends object>(hints: T) => ({ ...hints, cost: 0.5 });
    await ada.page.route(`**${exercisesOf.path}`, (route) =>
      priced(route, (list) => ({
        exercises: (list as { exercises: Exercise[] }).exercises.map((one) => ({
          ...one,
          hints: withCost(one.hints),
        })),
      })),
    );
    await ada.page.route('**/hints?number=*', (route) => priced(route, withCost));
    await ada.page.reload();
    const hints = exercise('why-ipv6').locator('.hints');
    const first = hints.getByRole('button', { name: 'Open hint 1 of 3, costs 0.5 points' });
    await first.click();
    const question = ada.page.getByRole('dialog', { name: 'Open hint 1?' });
    await question.getByText('It takes 0.5 points from each answer').waitFor();
    expect(await faults(ada)).toEqual([]);
    await ada.screenshot('hint-question');
    await question.getByRole('button', { name: 'Try without it' }).click();
    expect(await hints.getByRole('listitem').count()).toBe(0);
    await first.press('Enter');
    await question.getByRole('button', { name: 'Open it for 0.5 points' }).click();
    await hints.getByRole('listitem').first().waitFor();
    await hints.getByRole('button', { name: 'Open hint 2 of 3, costs 0.5 points' }).waitFor();
    await ada.page.unrouteAll({ behavior: 'wait' });
  });

  test('reloads and goes on: shell, screen, verdicts, hints and a draft are there', async () => {
    await ada.type('clear; MINE=kept; echo before the reload\n');
    await ada.terminalShows(/^before the reload$/m);
    await ada.page.reload();
    await ada.terminalShows(/^before the reload$/m);
    await ada.type('echo "it is $MINE"\n');
    await ada.terminalShows(/^it is kept$/m);
    expect(await field('open-ports', 'ports').inputValue()).toBe('80, 443');
    expect(await exercise('open-ports').locator('.hints').getByRole('listitem').count()).toBe(1);
    const verdict = exercise('how-many').locator('.verdict-place .verdict');
    await verdict.waitFor();
    expect(await verdict.getAttribute('data-status')).toBe('incorrect');
    await ada.page.locator('.learner-link').getByText('10 of 82 points').waitFor();
  });

  test('finds the marks in the list of exercises', async () => {
    await ada.page.goto(`${url}exercises/`);
    const entry = ada.page.getByRole('link', { name: /Which container systems are running/ });
    await entry.getByText('Done').waitFor();
    await entry.getByText('2 of 2 points').waitFor();
    await entry.getByText('Question · 5 min').waitFor();
    await ada.screenshot('exercises');
  });

  test('has had no error in the page', () => {
    // Before joining, the question who one is gets a 401, which browsers put on the console.
    expect(ada.errors.filter((error) => !error.includes('401'))).toEqual([]);
  });
});

test('with scripts off the lesson can be read to the end', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${url}chapters/08-ipv6/`);
  expect(await page.getByRole('heading', { level: 2 }).count()).toBeGreaterThan(3);
  expect(await page.getByText('router advertisement').first().isVisible()).toBe(true);
  expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0);
  await context.close();
});
