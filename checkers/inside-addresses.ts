import { isIPv6 } from 'node:net';
import { z } from 'zod';
import { frameworkName } from '../protocol/scenario.ts';
import type { Finding, Verdict } from '../protocol/verdict.ts';
import { defineChecker } from './define.ts';
import { nothingRuns, notRunning } from './nothing-runs.ts';
import type { ObservedContainer } from './observe/container.ts';
import { isSame, isWithin } from './observe/prefix.ts';
import { reachable, readViews, shown, type View, type ViewFacts } from './observe/views.ts';
import { addressIn, withoutRestOfIpAddr } from './text/addresses.ts';
import { type Entry, readEntries } from './text/entries.ts';
import { readNames } from './text/names.ts';
import { listed } from './words.ts';

/** Global unicast addresses of IPv6 (RFC 4291): what the lesson calls a GUA. */
const GLOBAL = '2000::/3';

/** Asks for the addresses inside one container of each framework that runs any, as its network namespace has them. */
export default defineChecker({
  answer: z.object({ addresses: z.string().min(1).max(2000) }),
  observe: readViews,
  judge({ addresses: written }, facts: ViewFacts): Verdict {
    const { views } = facts;
    if (views.length === 0) return nothingRuns(facts.containers.frameworks);
    const containers = views.map(({ container }) => container);
    const entries = byContainer(readEntries(withoutRestOfIpAddr(written), addressIn), containers).map(
      (entry) => {
        const own = views.filter(({ container }) => entry.meant.includes(container));
        return { words: entry.words, own, wrong: faults(entry.values, own, facts) };
      },
    );
    // A container without a network (--net=none) has no address to give.
    const asked = views.filter(({ links }) => reachable(links).length > 0);
    const frameworks = [...Map.groupBy(asked, ({ container }) => container.framework)];
    const done = frameworks.filter(([, own]) => {
      const about = entries.filter((entry) => own.some((view) => entry.own.includes(view)));
      return about.length > 0 && about.every(({ wrong }) => wrong.length === 0);
    });
    const strangers = entries.filter(({ own }) => own.length === 0).map(({ words }) => words);
    const leftOut = frameworks.filter(
      ([, own]) => !entries.some((entry) => own.some((view) => entry.own.includes(view))),
    );
    const score = Math.max(0, (done.length - strangers.length) / frameworks.length);
    if (done.length === frameworks.length && strangers.length === 0) {
      const text = 'These are the addresses that the containers have inside.';
      const evidence = entries.flatMap(({ own }) => own.map(evidenceIn));
      return {
        status: 'correct',
        score: 1,
        findings: [{ id: 'all-addresses', tone: 'right', text, evidence }],
      };
    }
    return {
      status: score > 0 ? 'partial' : 'incorrect',
      score,
      findings: [
        ...entries.flatMap(({ wrong }) => wrong),
        ...(strangers.length > 0 ? [notRunning(strangers)] : []),
        ...(leftOut.length > 0 ? [frameworkLeftOut(leftOut.flatMap(([, own]) => own))] : []),
      ],
    };
  },
});

/** Joins the lines that a learner wrote on one container. */
function byContainer(entries: readonly Entry[], containers: readonly ObservedContainer[]) {
  const read = entries.map((entry) => ({
    ...entry,
    meant: readNames(entry.words.join(' '), containers).meant[0] ?? [],
  }));
  const groups = Map.groupBy(read, ({ meant, words }) => meant[0] ?? words.join(' '));
  return [...groups.values()].map((group) => ({
    words: group[0]?.words ?? [],
    meant: group[0]?.meant ?? [],
    values: group.flatMap(({ values }) => values),
  }));
}

/** What is wrong with the addresses given for a container. Where several containers share a name, those of any of them are right. */
function faults(given: readonly string[], own: readonly View[], facts: ViewFacts): Finding[] {
  if (own.length === 0) return [];
  const name = own[0]?.container.name;
  const evidence = own.map(evidenceIn);
  const as = (id: string, text: string, reveal?: string): Finding => {
    return { id, tone: 'wrong', text, ...(reveal ? { reveal } : {}), evidence };
  };
  const all = own.flatMap(({ links }) => links.flatMap(({ addresses }) => addresses));
  const has = (one: string) => all.some(({ address, scope }) => scope !== 'host' && isSame(address, one));
  const foreign = given.filter((one) => !has(one));
  const lacks = (isOfKind: (address: string) => boolean) =>
    own.some(({ links }) => {
      const wanted = reachable(links).filter(({ address }) => isOfKind(address));
      return wanted.length > 0 && !wanted.some(({ address }) => given.some((one) => isSame(one, address)));
    });
  const truth = listed(own.flatMap(({ links }) => reachable(links).map(({ address }) => address)));
  return [
    ...foreign.map((one) => {
      if (isWithin(one, '127.0.0.0/8') || isSame(one, '::1')) {
        return as('loopback', `${one} is the loopback address: every namespace has it.`);
      }
      return reachable(facts.host).some(({ address }) => isSame(address, one))
        ? as('host-address', `${one} is an address of the host, not of ${name}.`)
        : as('other-address', `${name} does not have the address ${one}.`);
    }),
    ...(lacks((one) => !isIPv6(one))
      ? [as('ipv4-missing', `The IPv4 address of ${name} is missing.`, `${name} has ${truth}.`)]
      : []),
    ...(lacks((one) => isWithin(one, GLOBAL))
      ? [as('ipv6-missing', `${name} has a global IPv6 address too.`, `${name} has ${truth}.`)]
      : []),
  ];
}

const evidenceIn = ({ container: { name, pid }, links }: View) => ({
  command: `sudo nsenter -t ${pid} -n ip addr # ${name}`,
  seen: shown(links),
});

function frameworkLeftOut(left: readonly View[]): Finding {
  const names = left.map(({ container }) => `${frameworkName[container.framework]}'s ${container.name}`);
  return {
    id: 'framework-left-out',
    tone: 'wrong',
    text: 'There is a framework that runs a container and of which you named none.',
    reveal: `You named none of: ${listed(names)}.`,
    evidence: [],
  };
}
