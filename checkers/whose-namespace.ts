import { z } from 'zod';
import type { Evidence, Finding, Verdict } from '../protocol/verdict.ts';
import { defineChecker, type LabHost } from './define.ts';
import { nothingRuns, notRunning } from './nothing-runs.ts';
import type { ObservedContainer } from './observe/container.ts';
import { type ContainerFacts, evidenceOf, readContainers, runningOf } from './observe/containers.ts';
import { type Namespace, readLsns } from './observe/lsns.ts';
import { readNetnsOfProcesses } from './observe/network-namespaces.ts';
import { readEntries } from './text/entries.ts';
import { readNames } from './text/names.ts';
import { counted, listed } from './words.ts';

export interface NamespaceFacts {
  containers: ContainerFacts;
  /** The network namespace of each process, by process id. The host's own is that of process 1. */
  netns: Record<string, number>;
  namespaces: Namespace[];
}

/** Asks for the number of each running container's network namespace. */
export default defineChecker({
  answer: z.object({ namespaces: z.string().min(1).max(2000) }),
  async observe(host: LabHost): Promise<NamespaceFacts> {
    const containers = await readContainers(host);
    const [netns, namespaces] = await Promise.all([readNetnsOfProcesses(host), readLsns(host)]);
    return { containers, netns: Object.fromEntries(netns), namespaces };
  },
  judge({ namespaces: written }, facts: NamespaceFacts): Verdict {
    const running = runningOf(facts.containers);
    if (running.length === 0) return nothingRuns(facts.containers.frameworks);
    const entries = readEntries(written, numberIn).map(({ words, values }) => {
      return {
        words,
        numbers: values.map(Number),
        meant: readNames(words.join(' '), running).meant[0] ?? [],
      };
    });
    const strangers = entries.filter(({ meant }) => meant.length === 0);
    const given = running.map((container) => {
      const own = entries.filter(({ meant }) => meant.includes(container));
      // Containers that share a name differ in nothing but their numbers.
      const allowed = own.flatMap(({ meant }) => meant.map((one) => numberOf(one, facts)));
      const numbers = own.flatMap(({ numbers }) => numbers);
      const isRight =
        numbers.includes(numberOf(container, facts)) && numbers.every((one) => allowed.includes(one));
      return { container, numbers: numbers.filter((one) => !allowed.includes(one)), isRight };
    });
    const right = given.filter(({ isRight }) => isRight).length;
    const evidence = [evidenceIn(facts), ...facts.containers.frameworks.map(evidenceOf)];
    if (right === running.length && strangers.length === 0) {
      const text = 'Each running container is in the network namespace that you named.';
      return {
        status: 'correct',
        score: 1,
        findings: [{ id: 'all-namespaces', tone: 'right', text, evidence }],
      };
    }
    const score = Math.max(0, (right - strangers.length) / running.length);
    const wrong = given.flatMap(({ container, numbers }) =>
      numbers.map((number) => wrongNumber(container, number, facts)),
    );
    return {
      status: score > 0 ? 'partial' : 'incorrect',
      score,
      findings: [
        ...wrong,
        ...(right < running.length ? [notYet(running.length - right, running, facts, evidence)] : []),
        ...(strangers.length > 0 ? [notRunning(strangers.map(({ words }) => words))] : []),
      ],
    };
  },
});

/** 4026532572, also as `readlink /proc/PID/ns/net` prints it. */
const numberIn = (word: string): string | undefined => /^(?:net:\[)?(\d+)\]?$/.exec(word)?.[1];

const numberOf = ({ pid }: ObservedContainer, { netns }: NamespaceFacts): number => netns[String(pid)] ?? 0;

function wrongNumber({ name }: ObservedContainer, number: number, facts: NamespaceFacts): Finding {
  const namespace = facts.namespaces.find(({ ns }) => ns === number);
  const as = (id: string, text: string): Finding => ({ id, tone: 'wrong', text, evidence: [] });
  if (number === facts.netns['1']) {
    return as('host-namespace', `What you gave for ${name} is the host's own network namespace.`);
  }
  if (namespace === undefined) {
    return as('no-namespace', `No namespace of this host has the number that you gave for ${name}.`);
  }
  return namespace.type === 'net'
    ? as('others-namespace', `What you gave for ${name} is a network namespace, but ${name} is not in it.`)
    : as('other-type', `What you gave for ${name} is a namespace of the type ${namespace.type}, not net.`);
}

function notYet(
  count: number,
  running: readonly ObservedContainer[],
  facts: NamespaceFacts,
  evidence: Evidence[],
): Finding {
  const each = running.map((container) => `${container.name} ${numberOf(container, facts)}`);
  return {
    id: 'not-yet',
    tone: 'wrong',
    text: `Of ${counted(count, 'running container')} the right number is still missing.`,
    reveal: `It is: ${listed(each)}.`,
    evidence,
  };
}

function evidenceIn({ namespaces }: NamespaceFacts): Evidence {
  const rows = namespaces.filter(({ type }) => type === 'net');
  const seen = rows.map(({ ns, pid, command }) => `${ns} ${pid ?? '-'} ${command ?? ''}`).join('\n');
  return { command: 'sudo lsns -t net -o NS,PID,COMMAND', seen };
}
