import { z } from 'zod';
import { frameworkName } from '../protocol/scenario.ts';
import type { Evidence, Finding, Verdict } from '../protocol/verdict.ts';
import { defineChecker } from './define.ts';
import type { ObservedContainer } from './observe/container.ts';
import { type ContainerFacts, readContainers, runningOf } from './observe/containers.ts';
import { readPages, type ServedPage } from './observe/page.ts';

export interface PageFacts extends ContainerFacts {
  pages: ServedPage[];
}

/** The host name on a container's page, which is what proves that it was seen, and the container it came from. */
export default defineChecker({
  answer: z.object({ hostname: z.string().min(1).max(200), container: z.string().min(1).max(200) }),
  async observe(host): Promise<PageFacts> {
    const facts = await readContainers(host);
    return { ...facts, pages: await readPages(host, runningOf(facts)) };
  },
  judge(answer, facts: PageFacts): Verdict {
    if (facts.pages.length === 0) return noPage;
    const shown = facts.pages.filter(({ hostname }) => plain(hostname) === plain(answer.hostname));
    const named = facts.frameworks
      .flatMap(({ containers }) => containers)
      .filter((container) => isNamed(container, plain(answer.container)));
    const both = servedBy(named, shown)[0];
    if (both) return { status: 'correct', score: 1, findings: [pageSeen(both)] };
    const half = shown.length > 0;
    return {
      status: half ? 'partial' : 'incorrect',
      score: half ? 0.5 : 0,
      findings: half ? [hostnameRight(shown), containerWrong(named)] : [hostnameWrong(named, facts.pages)],
    };
  },
});

/** As typed or pasted, without what surrounds it: the line's label, quotes, the slash of `docker inspect`, a final dot. */
export const plain = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/^hostname\s*[:=]\s*/, '')
    .replace(/^["'`/]+|["'`.]+$/g, '');

/** By its name, or by its id as Docker and Podman print it: 12 digits or more of it. */
const isNamed = ({ name, id }: ObservedContainer, given: string) =>
  name.toLowerCase() === given || (/^[0-9a-f]{12,64}$/.test(given) && (id?.startsWith(given) ?? false));

/** By their processes: facts are JSON, in which one container that is named twice is two objects. */
const servedBy = (containers: readonly ObservedContainer[], pages: readonly ServedPage[]) =>
  pages.filter(({ container }) => containers.some(({ pid }) => pid === container.pid));

const pageSeen = (page: ServedPage): Finding => ({
  id: 'page-seen',
  tone: 'right',
  text: `That is the page of ${frameworkName[page.container.framework]}'s container ${page.container.name}.`,
  evidence: [evidenceOf(page)],
});

const hostnameRight = (pages: readonly ServedPage[]): Finding => ({
  id: 'hostname-right',
  tone: 'right',
  text: 'One of the pages shows this host name.',
  reveal: `The page with this host name is served by ${pages.map(({ container }) => container.name).join(', ')}.`,
  evidence: pages.map(evidenceOf),
});

function containerWrong(named: readonly ObservedContainer[]): Finding {
  const [id, text] =
    named.length === 0
      ? ['unknown-container', 'No framework lists a container under the name you gave.']
      : named.some(({ running }) => running)
        ? [
            'wrong-container',
            'The page with this host name is served by another container than the one you named.',
          ]
        : ['container-stopped', 'The container you named is stopped, so the page came from another one.'];
  return { id, tone: 'wrong', text, evidence: [] };
}

function hostnameWrong(named: readonly ObservedContainer[], pages: readonly ServedPage[]): Finding {
  const own = servedBy(named, pages);
  const evidence = (own.length > 0 ? own : pages).map(evidenceOf);
  if (own.length > 0) {
    return {
      id: 'wrong-hostname',
      tone: 'wrong',
      text: 'The page of the container you named shows another host name.',
      reveal: `The page of ${own[0]?.container.name} shows ${own[0]?.hostname}.`,
      evidence,
    };
  }
  if (named.length > 0 && !named.some(({ running }) => running)) {
    return {
      id: 'container-stopped',
      tone: 'wrong',
      text: 'The container you named is stopped: it serves no page.',
      evidence,
    };
  }
  return {
    id: 'unknown-hostname',
    tone: 'wrong',
    text: 'No container serves a page with this host name just now.',
    evidence,
  };
}

const evidenceOf = ({ container, hostname, framework }: ServedPage): Evidence => ({
  command: `sudo nsenter -t ${container.pid} -n curl -s localhost`,
  seen: `Hostname: ${hostname}\nFramework: ${framework}`,
});

/** No answer could be right. */
const noPage: Verdict = {
  status: 'error',
  score: 0,
  findings: [
    {
      id: 'no-page-served',
      tone: 'note',
      text: 'No container on your lab host serves a page just now: start one again, or reset the host. This attempt does not count.',
      evidence: [],
    },
  ],
};
