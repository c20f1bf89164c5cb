import { z } from 'zod';
import type { Finding, Verdict } from '../protocol/verdict.ts';
import { defineChecker } from './define.ts';
import { notRunning } from './nothing-runs.ts';
import type { ObservedContainer } from './observe/container.ts';
import { type ContainerFacts, lookedInto, readContainers, runningOf } from './observe/containers.ts';
import { askedAt, readFirstPackets, type SeenPacket } from './observe/first-packets.ts';
import { readSockets } from './observe/listeners.ts';
import { readNetnsOfProcesses } from './observe/network-namespaces.ts';
import { isSame } from './observe/prefix.ts';
import { addressIn, endsIn } from './text/addresses.ts';
import { readNames } from './text/names.ts';

export interface ProxyFacts {
  containers: ContainerFacts;
  /** Containers that an IPv6 request to a port of the host reached, with the first packet that they saw of it. */
  entered: { container: ObservedContainer; packet: SeenPacket }[];
}

/** A line of tcpdump has room, and the field has one line. */
const LONGEST = 250;

/** Asks what a container behind a proxy sees of a request that was made over IPv6. */
export default defineChecker({
  answer: z.object({
    container: z.string().min(1).max(LONGEST),
    version: z.union([
      z.literal('inet').meta({ title: 'IPv4' }),
      z.literal('inet6').meta({ title: 'IPv6' }),
      z.literal('none').meta({ title: 'No container here has a port of the host' }),
    ]),
    source: z.string().min(1).max(LONGEST),
    destination: z.string().min(1).max(LONGEST),
  }),
  async observe(host): Promise<ProxyFacts> {
    const [containers, sockets, netns] = await Promise.all([
      readContainers(host),
      readSockets(host),
      readNetnsOfProcesses(host),
    ]);
    // A container in the host's own network namespace sees what the host sees.
    const behind = lookedInto(containers).filter(
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
    const chosen = readNames(
      name,
      entered.map(({ container }) => container),
    ).meant.flat();
    const seen = entered.filter(({ container }) => chosen.includes(container));
    const [first] = seen;
    if (!first) {
      const runs = readNames(name, runningOf(containers)).meant.length > 0;
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
      seen.some((one) => isSame(endIn(given, which) ?? '', one.packet[which]));
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

/** The address of one end, also where the whole line of tcpdump is given. */
const endIn = (given: string, which: 'source' | 'destination'): string | undefined =>
  endsIn(given)?.[which] ?? addressIn(given) ?? given.split(/\s+/).map(addressIn).find(Boolean);

function wrongAddress(
  which: 'source' | 'destination',
  given: string,
  packet: SeenPacket,
  reveal: string,
): Finding {
  const address = endIn(given, which);
  const id = `${which}-address`;
  if (address === undefined) return wrong(id, `“${given}” is no address.`, reveal);
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
