import { z } from 'zod';
import { Framework, frameworkName } from '../protocol/scenario.ts';
import type { Finding, Verdict } from '../protocol/verdict.ts';
import { defineChecker } from './define.ts';
import { readFirstProcesses } from './observe/first-processes.ts';
import { type HeldSocket, heldSockets } from './observe/holders.ts';
import { readSockets } from './observe/listeners.ts';
import { programsOf } from './observe/ports.ts';
import { readProcesses } from './observe/processes.ts';
import { listed } from './words.ts';

/** The choice for when nothing is published. */
const NONE = 'none';

/**
 * Asks of which frameworks a program holds a port of the host: a proxy that publishes a container's port, or a container in the host's own
 * network.
 */
export default defineChecker({
  answer: z.object({
    systems: z
      .array(z.enum([...Framework.options, NONE]))
      .min(1)
      .max(Framework.options.length),
  }),
  async observe(host): Promise<HeldSocket[]> {
    return heldSockets(
      ...(await Promise.all([readSockets(host), readProcesses(host), readFirstProcesses(host)])),
    );
  },
  judge({ systems }, sockets: HeldSocket[]): Verdict {
    const behind = Framework.options.filter((one) => held(sockets, one).length > 0);
    const chosen = systems.filter((one) => one !== NONE);
    const missing = behind.filter((one) => !chosen.includes(one));
    const direct = chosen.filter((one) => !behind.includes(one));
    const evidence = [
      { command: 'sudo netstat -lntp', seen: behind.flatMap((one) => held(sockets, one)).join('\n') },
    ];
    if (missing.length + direct.length === 0) {
      const text = 'Of these a program holds ports of the host, and of no other.';
      return {
        status: 'correct',
        score: 1,
        findings: [{ id: 'all-proxies', tone: 'right', text, evidence }],
      };
    }
    const score = Math.max(0, (behind.length - missing.length - direct.length) / Math.max(1, behind.length));
    return {
      status: score > 0 ? 'partial' : 'incorrect',
      score,
      findings: [
        ...(missing.length > 0 ? [proxyMissed(missing, evidence)] : []),
        ...(direct.length > 0 ? [withoutProxy(direct, evidence)] : []),
      ],
    };
  },
});

/** As `netstat` shows them: the address, the port, and the program. */
function held(sockets: readonly HeldSocket[], framework: Framework): string[] {
  return sockets
    .filter(({ program, within }) => within === framework || programsOf(framework).test(program))
    .map(({ address, port, program }) => `${address}:${port} ${program}`);
}

const names = (list: readonly Framework[]) => listed(list.map((one) => frameworkName[one]));

const proxyMissed = (missing: readonly Framework[], evidence: Finding['evidence']): Finding => ({
  id: 'proxy-missed',
  tone: 'wrong',
  // A count among so few would be an answer after some guesses.
  text: 'You left out a system of which a program holds a port of the host, or more than one.',
  reveal: `A program of ${names(missing)} holds a port of the host.`,
  evidence,
});

const withoutProxy = (direct: readonly Framework[], evidence: Finding['evidence']): Finding => ({
  id: 'no-proxy',
  tone: 'wrong',
  text: 'You chose a system of which no program listens on the host, or more than one.',
  reveal: `No program of ${names(direct)} listens on the host: its containers are on the LAN themselves, or publish nothing.`,
  evidence,
});
