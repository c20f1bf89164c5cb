import type { Verdict } from '../../protocol/verdict.ts';

/** Most characters of one text of a verdict, and most findings and pieces of evidence. All of them are kept and sent with every attempt. */
const MOST = { text: 4_000, seen: 20_000, listed: 200 };

/** The verdict, cut where it is too long: evidence shows things that a learner shaped, which may be long. */
export function boundedVerdict({ findings, ...verdict }: Verdict): Verdict {
  return {
    ...verdict,
    findings: findings.slice(0, MOST.listed).map(({ text, reveal, evidence, ...finding }) => ({
      ...finding,
      text: cut(text, MOST.text),
      ...(reveal === undefined ? {} : { reveal: cut(reveal, MOST.text) }),
      evidence: evidence
        .slice(0, MOST.listed)
        .map(({ command, seen }) => ({ command: cut(command, MOST.text), seen: cut(seen, MOST.seen) })),
    })),
  };
}

const cut = (text: string, most: number) => (text.length > most ? `${text.slice(0, most)}…` : text);
