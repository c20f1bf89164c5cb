import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Finding, Verdict } from '../../protocol/verdict.ts';
import { type Checker, defineChecker, type LabHost } from '../define.ts';
import { type CheckEntry, kindOf } from './registry.ts';
import { Surroundings } from './surroundings.ts';

/** ms between two looks at something that does not hold yet. */
const AGAIN = 500;

/** Makes the checker of a task from the checks in its exercise.yaml. Its answer is empty, and each check becomes a finding. */
export function checkerFrom(entries: readonly CheckEntry[]): Checker {
  return defineChecker({
    answer: z.strictObject({}),
    async observe(host) {
      const at = new Surroundings(host);
      return Promise.all(entries.map((entry) => observeUntil(host, at, entry)));
    },
    judge: (_answer, facts) => judgeAll(entries, facts as unknown[]),
  }) as Checker;
}

/** Looks at the host until the check holds or its time is over. */
async function observeUntil(host: LabHost, first: Surroundings, entry: CheckEntry): Promise<unknown> {
  const { kind, params } = kindOf(entry);
  const end = performance.now() + (entry.within ?? 0) * 1000;
  let at = first;
  for (;;) {
    // JSON, as the process that judges will get it.
    const facts = JSON.parse(JSON.stringify((await kind.observe(at, params)) ?? null));
    if (kind.judge(params, facts).holds || performance.now() + AGAIN > end) return facts;
    await sleep(AGAIN);
    at = new Surroundings(host);
  }
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
