import { isIP } from 'node:net';
import { z } from 'zod';
import type { Finding, Verdict } from '../protocol/verdict.ts';
import { defineChecker } from './define.ts';
import { notRunning } from './nothing-runs.ts';
import type { ObservedContainer } from './observe/container.ts';
import { type ContainerFacts, readContainers, runningOf } from './observe/containers.ts';
import { askedAt, readFirstPackets, type SeenPacket } from './observe/first-packets.ts';
import { readSockets } from './observe/listeners.ts';
import { meantBy } from './observe/named.ts';
import { readNetnsOfProcesses } from './observe/network-namespaces.ts';
import { isSame } from './observe/prefix.ts';

export interface ProxyFacts {
  containers: ContainerFacts;
  /** Containers that a request over IPv6 to a port of the host came into, with its first packet there. */
  entered: { container: ObservedContainer; packet: SeenPacket }[];
}

/** What a container behind a proxy sees of a request that was made over IPv6. */
export default defineChecker({
  answer: z.object({
    container: z.string().min(1).max(64),
    version: z.union([
      z.literal('inet').meta({ title: 'IPv4' }),
      z.literal('inet6').meta({ title: 'IPv6' }),
      z.literal('none').meta({ title: 'No container here has a port of the host' }),
    ]),
    source: z.string().min(1).max(80),
    destination: z.string().min(1).max(80),
  }),
  async observe(host): Promise<ProxyFacts> {
    const [containers, sockets, netns] = await Promise.all([
      readContainers(host),
      readSockets(host),
      readNetnsOfProcesses(host),
    ]);
    // What a container in the host's own network namespace sees is what the host sees.
    const behind = runningOf(containers).filter(
      ({ framework, pid }) =>
        ['docker', 'podman'].includes(framework) && netns.get(pid as number) !== netns.get(1),
    );
    const packets = await readFirstPackets(host, behind, askedAt(sockets));
    const entered = behind.flatMap((container, i) => {
      const packet = packets[i];
      return packet ? [{ container, packet }] : [];
    });
    return { containers, entered };
  },
  judge({ container: name, version, source, destination }, { containers, entered }: ProxyFacts): Verdict {
    if (entered.length === 0) {
      return version === 'none'
        ? verdictOf(
            [
              {
                id: 'none-published',
                tone: 'right',
                text: 'No container here is reached over IPv6 by a port of the host.',
                evidence: [],
              },
            ],
            1,
          )
        : verdictOf(
            [
              wrong(
                'nothing-entered',
                'No request over IPv6 to a port of this host comes to a container just now.',
              ),
            ],
            0,
          );
    }
    const chosen = meantBy(
      name.trim(),
      entered.map(({ container }) => container),
    );
    const seen = entered.filter(({ container }) => chosen.includes(container));
    const [first] = seen;
    if (!first) {
      const runs = meantBy(name.trim(), runningOf(containers)).length > 0;
      return verdictOf(
        [
          runs
            ? wrong(
                'not-behind-port',
                `To ${name.trim()} no request comes by a port of the host over IPv6; take one that is published.`,
              )
            : notRunning([[name.trim()]]),
        ],
        0,
      );
    }
    const evidence = seen.map(({ container, packet }) => ({
      command: `sudo nsenter -t ${container.pid} -n tcpdump -ni any -c 1 'tcp[tcpflags] == tcp-syn' # ${container.name}`,
      seen: `${packet.source} > ${packet.destination}`,
    }));
    const { packet } = first;
    const reveal = `It comes from ${packet.source} to ${packet.destination}.`;
    const isOne = (given: string, which: 'source' | 'destination') =>
      seen.some((one) => isSame(addressIn(given), one.packet[which]));
    const findings = [
      ...(seen.some((one) => one.packet.version === version)
        ? []
        : [wrong('version', 'Inside it is not the version of IP that you chose.', reveal)]),
      ...(isOne(source, 'source') ? [] : [wrongAddress('source', source, packet, reveal)]),
      ...(isOne(destination, 'destination')
        ? []
        : [wrongAddress('destination', destination, packet, reveal)]),
    ];
    if (findings.length > 0)
      return verdictOf(
        findings.map((one) => ({ ...one, evidence })),
        (3 - findings.length) / 3,
      );
    const text =
      'So the request comes to the container: another connection than the one that was made outside.';
    return verdictOf([{ id: 'seen-inside', tone: 'right', text, evidence }], 1);
  },
});

/** As tcpdump prints it, with or without the port after it. */
function addressIn(given: string): string {
  const word = given
    .trim()
    .replaceAll(/[[\]]/g, '')
    .replace(/\/\d+$/, '');
  const bare = word.replace(/[.:]\d+$/, '');
  return isIP(word) === 0 && isIP(bare) !== 0 ? bare : word;
}

function wrongAddress(
  which: 'source' | 'destination',
  given: string,
  packet: SeenPacket,
  reveal: string,
): Finding {
  const address = addressIn(given);
  const id = `${which}-address`;
  if (isIP(address) === 0) return wrong(id, `“${given}” is no address.`, reveal);
  const isOther = isSame(address, which === 'source' ? packet.destination : packet.source);
  const text = isOther
    ? `${address} is the other end: look again which side of the > it stands on.`
    : `Inside the container no packet of it has the ${which} ${address}.`;
  return wrong(id, text, reveal);
}

const wrong = (id: string, text: string, reveal?: string): Finding => {
  return { id, tone: 'wrong', text, ...(reveal ? { reveal } : {}), evidence: [] };
};

const verdictOf = (findings: Finding[], score: number): Verdict => ({
  status: score === 1 ? 'correct' : score > 0 ? 'partial' : 'incorrect',
  score,
  findings,
});
