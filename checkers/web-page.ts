import { z } from 'zod';
import { frameworkName } from '../protocol/scenario.ts';
import type { Evidence, Finding, Verdict } from '../protocol/verdict.ts';
import { defineChecker } from './define.ts';
import type { ObservedContainer } from './observe/container.ts';
import { type ContainerFacts, lookedInto, readContainers } from './observe/containers.ts';
import { plainName } from './observe/named.ts';
import { readPages, type ServedPage } from './observe/page.ts';
import { readNames } from './text/names.ts';

export interface PageFacts extends ContainerFacts {
  pages: ServedPage[];
}

/** Asks for the host name on a container's page, which proves that the learner saw it, and for the container that served it. */
export default defineChecker({
  answer: z.object({ hostname: z.string().min(1).max(200), container: z.string().min(1).max(200) }),
  async observe(host): Promise<PageFacts> {
    const facts = await readContainers(host);
    return { ...facts, pages: await readPages(host, lookedInto(facts)) };
  },
  judge(answer, facts: PageFacts): Verdict {
    if (facts.pages.length === 0) return noPage;
    const shown = facts.pages.filter(({ hostname }) => plain(hostname) === plain(answer.hostname));
    const named = readNames(
      answer.container,
      facts.frameworks.flatMap(({ containers }) => containers),
    ).meant.flat();
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

/** The host name that is given, also with its label, or with the lines of the page around it. */
export const plain = (text: string) => {
  const [, labelled] = /\bhostname\s*[:=]\s*(\S+)/i.exec(text) ?? [];
  return plainName(labelled ?? text);
};

/** Compares their processes, since the facts are JSON: one container that occurs twice there is two objects. */
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

/** The verdict when no container serves a page: no answer could be right. */
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
