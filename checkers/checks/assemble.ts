import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Finding, Verdict } from '../../protocol/verdict.ts';
import { type Checker, defineChecker, type LabHost } from '../define.ts';
import { type CheckEntry, kindOf } from './registry.ts';
import { Surroundings } from './surroundings.ts';

/** ms between two looks at something that does not hold yet. */
const AGAIN = 500;
/** ms for what may still come to hold, once it is known that not all does. */
const IN_VAIN = 2000;

/** Makes the checker of a task from the checks in its exercise.yaml. Its answer is empty, and each check becomes a finding. */
export function checkerFrom(entries: readonly CheckEntry[]): Checker {
  return defineChecker({
    answer: z.strictObject({}),
    async observe(host) {
      const at = new Surroundings(host);
      const looks = entries.map((entry) => ({ entry, first: look(at, entry) }));
      // What holds at once or never has its say first: nobody waits long for the rest of work that is not done.
      const isInVain = Promise.all(
        looks.map(
          ({ entry, first }) =>
            !entry.within &&
            first.then(
              ({ holds }) => !holds,
              () => true,
            ),
        ),
      ).then((failed) => failed.includes(true));
      return Promise.all(looks.map(({ entry, first }) => observeUntil(host, first, entry, isInVain)));
    },
    judge: (_answer, facts) => judgeAll(entries, facts as unknown[]),
  }) as Checker;
}

interface Look {
  facts: unknown;
  holds: boolean;
}

async function look(at: Surroundings, entry: CheckEntry): Promise<Look> {
  const { kind, params } = kindOf(entry);
  // JSON, as the process that judges will get it.
  const facts = JSON.parse(JSON.stringify((await kind.observe(at, params)) ?? null));
  return { facts, holds: kind.judge(params, facts).holds };
}

/** Looks at the host until the check holds or its time is over. @param isInVain whether another check fails for good */
async function observeUntil(
  host: LabHost,
  first: Promise<Look>,
  entry: CheckEntry,
  isInVain: Promise<boolean>,
): Promise<unknown> {
  const began = performance.now();
  let seen = await first;
  const within = (entry.within ?? 0) * 1000;
  const end = began + ((await isInVain) ? Math.min(within, IN_VAIN) : within);
  while (!seen.holds && performance.now() + AGAIN <= end) {
    await sleep(AGAIN);
    seen = await look(new Surroundings(host), entry);
  }
  return seen.facts;
}

function judgeAll(entries: readonly CheckEntry[], facts: readonly unknown[]): Verdict {
  const judged = entries.map((entry, index) => {
    const { name, kind, params } = kindOf(entry);
    const { holds, text, seen, evidence } = kind.judge(params, facts[index]);
    const said = (holds ? entry.pass : entry.fail) ?? sentence(text);
    const finding: Finding = {
      id: entry.id ?? `${name}-${index + 1}`,
      tone: holds ? 'right' : 'wrong',
      text: seen === undefined ? said : `${said} ${sentence(seen)}`,
      evidence,
    };
    return { holds, weight: entry.weight, finding };
  });
  // What had to stay and did not counts as a check of weight 1 that fails: a score of 1 is for all that holds.
  const all = judged.reduce((sum, { holds, weight }) => sum + (holds ? weight : weight || 1), 0);
  const held = judged.reduce((sum, { holds, weight }) => sum + (holds ? weight : 0), 0);
  const score = Math.round((held / all) * 1000) / 1000;
  const isRight = judged.every(({ holds }) => holds);
  return {
    status: isRight ? 'correct' : held > 0 ? 'partial' : 'incorrect',
    score: isRight ? 1 : score,
    findings: judged.map(({ finding }) => finding),
  };
}

/** Begins with a capital where the text begins with a place, as in “the host has …”. The name of an interface stays as it is. */
const sentence = (text: string): string => text.replace(/^the /, 'The ');
