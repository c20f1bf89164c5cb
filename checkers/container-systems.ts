import { z } from 'zod';
import { Framework, frameworkName } from '../protocol/scenario.ts';
import type { Finding, Verdict } from '../protocol/verdict.ts';
import { defineChecker } from './define.ts';
import { nothingRuns } from './nothing-runs.ts';
import type { FrameworkFacts } from './observe/container.ts';
import { type ContainerFacts, evidenceOf, pausesAmong, readContainers } from './observe/containers.ts';
import { listed } from './words.ts';

/** Asks which frameworks run at least one container. A right choice adds to the score, a wrong one takes from it. */
export default defineChecker({
  answer: z.object({ systems: z.array(Framework).min(1).max(Framework.options.length) }),
  observe: readContainers,
  judge({ systems }, { frameworks }: ContainerFacts): Verdict {
    const chosen = new Set(systems);
    const run = frameworks.filter(runs);
    if (run.length === 0) return nothingRuns(frameworks);
    const missing = run.filter(({ framework }) => !chosen.has(framework));
    const idle = frameworks.filter((facts) => chosen.has(facts.framework) && !runs(facts));
    if (missing.length + idle.length === 0) {
      return { status: 'correct', score: 1, findings: [allSystems(frameworks)] };
    }
    const score = Math.max(0, (run.length - missing.length - idle.length) / run.length);
    return {
      status: score > 0 ? 'partial' : 'incorrect',
      score,
      findings: [
        ...(missing.length > 0 ? [missingSystem(missing)] : []),
        ...(idle.length > 0 ? [withoutRunning(idle)] : []),
      ],
    };
  },
});

const runs = ({ containers }: FrameworkFacts) => containers.some(({ running }) => running);
const names = (list: readonly FrameworkFacts[]) =>
  listed(list.map(({ framework }) => frameworkName[framework]));

const allSystems = (frameworks: FrameworkFacts[]): Finding => ({
  id: 'all-systems',
  tone: 'right',
  text: 'These are the systems that run a container, all of them and no other.',
  evidence: frameworks.map(evidenceOf),
});

const missingSystem = (missing: FrameworkFacts[]): Finding => ({
  id: 'missing-system',
  tone: 'wrong',
  // A count among so few would be an answer after some guesses.
  text: `You left out a system of which a container is running, or more than one.${pausesAmong(missing)}`,
  reveal: `You left out ${names(missing)}, of which a container is running.${pausesAmong(missing)}`,
  evidence: missing.map(evidenceOf),
});

const withoutRunning = (idle: FrameworkFacts[]): Finding => ({
  id: 'system-without-running-container',
  tone: 'wrong',
  text: `You chose a system of which no container is running just now, or more than one.${pausesAmong(idle)}`,
  reveal: `Of ${names(idle)} no container is running just now.${pausesAmong(idle)}`,
  evidence: idle.map(evidenceOf),
});
