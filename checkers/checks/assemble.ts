import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Finding, Verdict } from '../../protocol/verdict.ts';
import { type Checker, defineChecker } from '../define.ts';
import { type CheckEntry, kindOf } from './registry.ts';
import { Surroundings } from './surroundings.ts';

/** ms until something is looked at again that does not hold yet. Each pause is longer than the one before, up to the second of these. */
const [AGAIN, LONGEST] = [500, 1000];
/** ms for what may still come to hold, once it is known that not all does. */
const IN_VAIN = 2000;

/** Makes the checker of a task from the checks in its exercise.yaml. Its answer is empty, and each check becomes a finding. */
export function checkerFrom(entries: readonly CheckEntry[]): Checker {
  return defineChecker({
    answer: z.strictObject({}),
    async observe(host) {
      const began = performance.now();
      const at = new Surroundings(host);
      const seen = await Promise.all(entries.map((entry) => look(at, entry)));
      // Nobody waits long for the rest of work that is not done.
      const isInVain = entries.some((entry, i) => !entry.within && !seen[i]?.holds);
      const last = isInVain ? performance.now() + IN_VAIN : Number.POSITIVE_INFINITY;
      const ends = entries.map(({ within = 0 }) => Math.min(began + within * 1000, last));
      for (let pause = AGAIN; ; pause = Math.min(pause * 1.5, LONGEST)) {
        const now = performance.now();
        const waiting = entries.flatMap((entry, i) => {
          const end = ends[i] as number;
          return !seen[i]?.holds && now + AGAIN <= end ? [{ entry, i, end }] : [];
        });
        if (waiting.length === 0) return seen.map(({ facts }) => facts);
        // The last look comes when the time is over.
        await sleep(Math.min(pause, ...waiting.map(({ end }) => end - now)));
        const then = new Surroundings(host);
        const again = await Promise.all(waiting.map(({ entry }) => look(then, entry)));
        for (const [k, { i }] of waiting.entries()) seen[i] = again[k] as Look;
      }
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
