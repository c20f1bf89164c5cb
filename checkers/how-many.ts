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
import { listed } from './words.ts';

/** Asks how many containers of all frameworks run. For a wrong number it finds the likeliest reason. */
export default defineChecker({
  answer: z.object({ count: Typed }),
  observe: readContainers,
  judge({ count }, facts: ContainerFacts): Verdict {
    const right = count === runningOf(facts).length;
    const finding: Finding = right
      ? { id: 'right-count', tone: 'right', text: 'That is how many are running.', evidence: [] }
      : { ...whyWrong(count, facts), tone: 'wrong', evidence: [] };
    return {
      status: right ? 'correct' : 'incorrect',
      score: right ? 1 : 0,
      findings: [finding, frameworksCounted(facts)],
    };
  },
});

function whyWrong(count: number, facts: ContainerFacts): Pick<Finding, 'id' | 'text'> {
  const running = runningOf(facts);
  const existing = facts.frameworks.flatMap(({ containers }) => containers);
  const shortBy = (part: readonly ObservedContainer[]) =>
    part.length > 0 && part.length < running.length && count === running.length - part.length;
  if (count === existing.length) {
    return { id: 'counted-stopped', text: 'So many containers exist, but not all of them are running.' };
  }
  if (ofEachOwner(running).some(shortBy)) {
    return {
      id: 'owner-left-out',
      text: "You are short by one user's Podman containers: Podman lists only those of the user who asks.",
    };
  }
  if (facts.frameworks.some(({ containers }) => shortBy(containers.filter(({ running }) => running)))) {
    return {
      id: 'framework-left-out',
      text: 'You are short by as many as one of the frameworks runs: is there one that you have not asked?',
    };
  }
  // Whether it is more or fewer would be an answer after some guesses.
  return {
    id: 'other-count',
    text: 'It is another number: ask each framework which of its containers are running, and add them up.',
  };
}

/** Podman's running containers by their owner, when there are two owners or more. */
function ofEachOwner(running: readonly ObservedContainer[]): ObservedContainer[][] {
  const podman = running.filter(({ owner }) => owner !== undefined);
  const owners = [...new Set(podman.map(({ owner }) => owner))];
  return owners.length < 2 ? [] : owners.map((owner) => podman.filter((one) => one.owner === owner));
}

function frameworksCounted(facts: ContainerFacts): Finding {
  const { frameworks } = facts;
  const each = frameworks.map(({ framework, containers }) => {
    return `${frameworkName[framework]} ${containers.filter(({ running }) => running).length}`;
  });
  return {
    id: 'frameworks-counted',
    tone: 'note',
    text: `Counted are the running containers of ${listed(frameworks.map(({ framework }) => frameworkName[framework]))}, whoever started them.${pausesAmong(frameworks)}`,
    reveal: `Running are: ${listed(each)}, which makes ${runningOf(facts).length}.`,
    evidence: frameworks.map(evidenceOf),
  };
}
