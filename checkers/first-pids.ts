import { z } from 'zod';
import { frameworkName } from '../protocol/scenario.ts';
import type { Finding, Verdict } from '../protocol/verdict.ts';
import { defineChecker } from './define.ts';
import type { ObservedContainer } from './observe/container.ts';
import {
  type ContainerFacts,
  evidenceOf,
  pausesAmong,
  readContainers,
  runningOf,
} from './observe/containers.ts';
import { Typed } from './text/numbers.ts';
import { counted, listed } from './words.ts';

/** Asks for the process id, as the host numbers it, of each running container's first process. */
export default defineChecker({
  answer: z.object({ pids: z.array(Typed).min(1).max(200) }),
  observe: readContainers,
  judge({ pids }, facts: ContainerFacts): Verdict {
    const given = new Set(pids);
    const running = runningOf(facts);
    const missing = running.filter(({ pid }) => !given.has(pid ?? 0));
    const extra = [...given].filter((pid) => !running.some((one) => one.pid === pid));
    if (missing.length + extra.length === 0) {
      const evidence = facts.frameworks.map(evidenceOf);
      const text = 'These are the first processes of all containers.';
      return { status: 'correct', score: 1, findings: [{ id: 'all-pids', tone: 'right', text, evidence }] };
    }
    const found = running.length - missing.length;
    const score = running.length === 0 ? 0 : Math.max(0, (found - extra.length) / running.length);
    return {
      status: score > 0 ? 'partial' : 'incorrect',
      score,
      findings: [
        ...(missing.length > 0 ? [missingPids(missing, facts)] : []),
        ...(extra.length > 0 ? [otherPids(extra)] : []),
      ],
    };
  },
});

function missingPids(missing: readonly ObservedContainer[], facts: ContainerFacts): Finding {
  const of = facts.frameworks.filter(({ framework }) => missing.some((one) => one.framework === framework));
  const names = missing.map(({ framework, name }) => `${frameworkName[framework]}'s ${name}`);
  return {
    id: 'missing-pids',
    tone: 'wrong',
    text: `The first process of ${counted(missing.length, 'container')} is missing.${pausesAmong(of)}`,
    reveal: `Missing: ${listed(names)}.${pausesAmong(of)}`,
    evidence: of.map(evidenceOf),
  };
}

function otherPids(extra: readonly number[]): Finding {
  const text =
    extra.length === 1
      ? `${extra[0]} is no container's first process as the host counts; a container numbers its own processes from 1.`
      : `${listed(extra)} are no container's first process as the host counts; a container numbers its own processes from 1.`;
  return { id: 'other-pids', tone: 'wrong', text, evidence: [] };
}
