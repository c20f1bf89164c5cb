import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runningOf } from './observe/containers.ts';
import { parsePage } from './observe/page.ts';
import { containers, recorded } from './observe/recorded/host.ts';
import checker, { type PageFacts, plain } from './web-page.ts';

const pageOf = (name: string, file: string) => {
  const container = runningOf(containers).find((one) => one.name === name);
  const page = parsePage(recorded(file));
  if (!container || !page) throw new Error(`No page of ${name} was recorded.`);
  return { container, ...page };
};
const facts: PageFacts = {
  ...containers,
  pages: [pageOf('whale', 'whoami-docker.txt'), pageOf('heron', 'whoami-incus.txt')],
};
/** Facts in the form in which they reach the judge. */
const asJson = (seen: PageFacts): PageFacts => JSON.parse(JSON.stringify(seen));

const judge = (hostname: string, container: string, seen = facts) =>
  checker.judge({ hostname, container }, asJson(seen));

test.each([
  ['e9bc7038372e', 'whale'],
  ['heron', 'heron'],
  ['Hostname: e9bc7038372e', 'whale'],
  [' HERON. ', '"heron"'],
  ['e9bc7038372e', '/whale'],
  ['e9bc7038372e', 'e9bc7038372e'],
  ['e9bc7038372e', 'e9bc7038372e2b58eb4b10ebff384c21773fdf3f87553bc4b87b8a6ab61e854a'],
  ['Hostname: e9bc7038372e Framework: Docker IP: 172.17.0.2', 'whale'],
  ['e9bc7038372e.', 'whale.'],
  ['e9bc7038372e', 'whale (Docker)'],
  ['e9bc7038372e', 'Docker’s whale'],
])('%s of %s is right', (hostname, container) => {
  expect(judge(hostname, container)).toMatchObject({ status: 'correct', score: 1 });
});

test.each([
  ['heron', 'whale', 'wrong-container'],
  ['heron', 'spare', 'container-stopped'],
  ['heron', 'nobody', 'unknown-container'],
  // Too short for an id.
  ['e9bc7038372e', 'e9bc70', 'unknown-container'],
])('%s of %s is half right: %s', (hostname, container, id) => {
  const verdict = judge(hostname, container);
  expect(verdict).toMatchObject({ status: 'partial', score: 0.5 });
  expect(verdict.findings.map((finding) => finding.id)).toEqual(['hostname-right', id]);
});

test.each([
  ['pi', 'whale', 'wrong-hostname'],
  ['pi', 'plover', 'container-stopped'],
  ['pi', 'nobody', 'unknown-hostname'],
])('%s of %s is wrong: %s', (hostname, container, id) => {
  const verdict = judge(hostname, container);
  expect(verdict).toMatchObject({ status: 'incorrect', score: 0 });
  expect(verdict.findings.map((finding) => finding.id)).toEqual([id]);
});

test('no text gives a host name or a container away', () => {
  for (const [hostname, container] of [
    ['pi', 'whale'],
    ['heron', 'whale'],
    ['pi', 'nobody'],
  ] as const) {
    for (const { text } of judge(hostname, container).findings) {
      expect(text).not.toMatch(/whale|heron|e9bc/);
    }
  }
});

test('when no page is served no answer could be right, and none counts', () => {
  expect(judge('heron', 'heron', { ...facts, pages: [] })).toMatchObject({ status: 'error', score: 0 });
});

test('text around a name does not matter', () =>
  fc.assert(
    fc.property(
      fc.constantFrom('heron', 'e9bc7038372e'),
      fc.constantFrom('', ' ', '\n', '"', "'", '`'),
      fc.boolean(),
      (name, around, upper) => {
        expect(plain(`${around}${upper ? name.toUpperCase() : name}${around}`)).toBe(name);
      },
    ),
  ));

test('a host name that no page shows is wrong', () =>
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), fc.string({ maxLength: 200 }), (hostname, container) => {
      fc.pre(!facts.pages.some((page) => page.hostname === plain(hostname)));
      expect(judge(hostname, container).score).toBe(0);
    }),
  ));
