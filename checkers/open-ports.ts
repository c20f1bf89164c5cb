import { z } from 'zod';
import { Framework, frameworkName } from '../protocol/scenario.ts';
import type { Evidence, Finding, Verdict } from '../protocol/verdict.ts';
import { defineChecker } from './define.ts';
import { type HeldPort, type Holder, type PortFacts, readPorts } from './observe/ports.ts';
import { Typed } from './text/numbers.ts';
import { are, counted, listed } from './words.ts';

/**
 * Asks for the host's open TCP ports, over IPv4 and IPv6. The score is the Jaccard index of the open ports and the given ones. A port that is
 * open only on the host's inner addresses counts neither for nor against, since not every scan sees it.
 */
export default defineChecker({
  answer: z.object({
    ports: z
      .array(Typed.meta({ format: 'port' }))
      .min(1)
      .max(200),
  }),
  observe: readPorts,
  judge({ ports }, { open, inner }: PortFacts): Verdict {
    if (open.length === 0) return nothingOpen;
    const given = new Set(ports);
    const missing = open.filter(({ port }) => !given.has(port));
    const extra = [...given]
      .filter((port) => !inner.includes(port) && !open.some((one) => one.port === port))
      .sort((a, b) => a - b);
    if (missing.length + extra.length === 0) {
      return { status: 'correct', score: 1, findings: [allPorts(open)] };
    }
    const score = (open.length - missing.length) / (open.length + extra.length);
    return {
      status: score > 0 ? 'partial' : 'incorrect',
      score,
      findings: [...missingPorts(missing), ...(extra.length > 0 ? [extraPorts(extra, open)] : [])],
    };
  },
});

const allPorts = (open: readonly HeldPort[]): Finding => ({
  id: 'all-ports',
  tone: 'right',
  text: 'These are the open ports, all of them and no other.',
  evidence: [evidenceOf(open)],
});

/** One finding for each framework that holds a port which the answer lacks. */
function missingPorts(missing: readonly HeldPort[]): Finding[] {
  const holders: Holder[] = [...Framework.options, 'other'];
  return holders.flatMap((holder): Finding[] => {
    const held = missing.filter(({ holders: [first] }) => first === holder);
    if (held.length === 0) return [];
    const by = holder === 'other' ? 'none of the four frameworks' : frameworkName[holder];
    return [
      {
        id: `missing-ports-${holder}`,
        tone: 'wrong',
        text: `You missed ${counted(held.length, 'open port')} held by ${by}.`,
        reveal: `You missed ${listed(held.map(({ port }) => port))}, held by ${by}.`,
        evidence: [evidenceOf(held)],
      },
    ];
  });
}

const extraPorts = (extra: readonly number[], open: readonly HeldPort[]): Finding => ({
  id: 'extra-ports',
  tone: 'wrong',
  text: `Of the ports you gave, ${are(extra.length)} not open on your lab host.`,
  reveal: `Not open on your lab host: ${listed(extra)}.`,
  evidence: [evidenceOf(open)],
});

const evidenceOf = (ports: readonly HeldPort[]): Evidence => ({
  command: 'nmap -p- and nmap -6 -p-, sudo ss -tlnp',
  seen: ports
    .map(
      ({ port, holders, addresses }) => `${port}/tcp open on ${addresses.join(', ')} (${holders.join(', ')})`,
    )
    .join('\n'),
});

/** The verdict when no port is open: the form asks for at least one, so no answer could be right. */
const nothingOpen: Verdict = {
  status: 'error',
  score: 0,
  findings: [
    {
      id: 'nothing-open',
      tone: 'note',
      text: 'No TCP port is open on your lab host just now: start a container that publishes one, or reset the host. This attempt does not count.',
      evidence: [],
    },
  ],
};
