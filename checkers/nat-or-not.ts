import { z } from 'zod';
import type { Finding, Verdict } from '../protocol/verdict.ts';
import { defineChecker, ObserveError } from './define.ts';
import { nothingRuns, notRunning } from './nothing-runs.ts';
import { isSame, isWithin } from './observe/prefix.ts';
import { readRouters } from './observe/routers.ts';
import { reachable, readViews, shown, type View, type ViewFacts } from './observe/views.ts';
import { readNames } from './text/names.ts';
import { listed } from './words.ts';

interface NatFacts extends ViewFacts {
  routers: string[];
}

/** How a container is attached: as a member of the LAN, or behind the host. `either`: both answers are accepted. */
type Kind = 'direct' | 'behind' | 'either';

const Evidence = z.union([
  z.literal('gateway').meta({ title: 'The default route inside leads to the router of the LAN' }),
  z.literal('veth').meta({ title: 'The host has a veth interface for it' }),
  z
    .literal('address')
    .meta({ title: 'Its address lies in the network of the LAN, and the host has another' }),
  z.literal('invisible').meta({ title: 'The host has no interface for it' }),
  z.literal('ipv6').meta({ title: 'It has an IPv6 address inside' }),
]);
const PROVES = ['gateway', 'address'];

/** Asks which running containers are members of the LAN, which are behind the host, and what proves it. */
export default defineChecker({
  answer: z.object({
    direct: z.string().min(1).max(250),
    behind: z.string().min(1).max(250),
    evidence: z.array(Evidence).min(1).max(Evidence.options.length),
  }),
  async observe(host): Promise<NatFacts> {
    const [views, routers] = await Promise.all([readViews(host), readRouters(host)]);
    return { ...views, routers };
  },
  judge({ direct, behind, evidence: chosen }, facts: NatFacts): Verdict {
    const { views } = facts;
    if (views.length === 0) return nothingRuns(facts.containers.frameworks);
    const lan = lanOf(facts);
    const containers = views.map(({ container }) => container);
    const named = { direct: readNames(direct, containers), behind: readNames(behind, containers) };
    const isIn = (view: View, { meant }: (typeof named)['direct']) => meant.flat().includes(view.container);
    const placed = views.map((view) => {
      const said = { direct: isIn(view, named.direct), behind: isIn(view, named.behind) };
      const kind = kindOf(view, lan, facts);
      const isRight = kind === 'either' || (said[kind] && !(said.direct && said.behind));
      return { view, kind, said, isRight };
    });
    const strangers = [...named.direct.unread, ...named.behind.unread];
    const weak = chosen.filter((one) => !PROVES.includes(one));
    const missed = PROVES.filter((one) => !chosen.some((given) => given === one));
    const proved = weak.length + missed.length === 0;
    const right = placed.filter(({ isRight }) => isRight).length;
    const isAll = right === views.length && strangers.length === 0;
    const seen = placed.map(({ view, kind }) => evidenceIn(view, kind));
    if (isAll && proved) {
      const text = 'That is how each of them is attached, and by what one can tell.';
      return {
        status: 'correct',
        score: 1,
        findings: [{ id: 'all-kinds', tone: 'right', text, evidence: seen }],
      };
    }
    const score = (Math.max(0, right - strangers.length) + Number(proved)) / (views.length + 1);
    const truth = (kind: Kind) =>
      listed(placed.filter((one) => one.kind === kind).map(({ view }) => view.container.name)) || 'none';
    const reveal = `On the LAN: ${truth('direct')}. Behind the host: ${truth('behind')}.`;
    // Of two kinds each container has one: to say how many are wrong would be an answer after some guesses.
    const say = (id: string, some: readonly unknown[], text: string): Finding[] =>
      some.length > 0 ? [{ id, tone: 'wrong', text, reveal, evidence: seen }] : [];
    const wrongly = placed.filter(({ isRight }) => !isRight);
    const twice = wrongly.filter(({ said }) => said.direct && said.behind);
    const left = wrongly.filter(({ said }) => !said.direct && !said.behind);
    const hidden = wrongly.filter(({ said }) => said.direct && !said.behind);
    const open = wrongly.filter(({ said }) => said.behind && !said.direct);
    return {
      // The choice of what proves it is not an answer by itself.
      status: right === 0 ? 'incorrect' : 'partial',
      score: right === 0 ? 0 : score,
      findings: [
        ...say('both-ways', twice, 'You named a container in both fields.'),
        ...say('left-out', left, 'You left out a running container, or more than one.'),
        ...say('behind-host', hidden, 'Of those that you put on the LAN, not all would be found there.'),
        ...say('on-lan', open, 'Of those that you put behind the host, not all need it to be reached.'),
        ...(strangers.length > 0 ? [notRunning(strangers.map((name) => [name]))] : []),
        ...(weak.length > 0
          ? [proof('weak-evidence', 'Not all that you chose as proof tells one kind from the other.')]
          : []),
        ...(missed.length > 0
          ? [proof('evidence-missed', 'There is more that proves it than you chose.')]
          : []),
      ],
    };
  },
});

/** The prefixes of the interface that the host's default route uses. @throws ObserveError when the host has none. */
function lanOf({ host, routers }: NatFacts): string[] {
  const link = host.find(({ addresses }) =>
    addresses.some(({ address, prefix }) => routers.some((one) => isWithin(one, `${address}/${prefix}`))),
  );
  const prefixes = reachable(link ? [link] : []).map(({ address, prefix }) => `${address}/${prefix}`);
  if (prefixes.length > 0) return prefixes;
  throw new ObserveError(
    'Your lab host has no way out to its LAN just now, so nobody can say who is on it; bring eth0 up again or reset the host.',
  );
}

function kindOf({ isHosts, links }: View, lan: readonly string[], { host }: NatFacts): Kind {
  const own = reachable(links).map(({ address }) => address);
  if (isHosts || own.length === 0) return 'either';
  // A program in user space may show a container the host's own address (pasta).
  const hosts = reachable(host).map(({ address }) => address);
  const isMember = own.some(
    (one) => lan.some((prefix) => isWithin(one, prefix)) && !hosts.some((other) => isSame(one, other)),
  );
  return isMember ? 'direct' : 'behind';
}

const evidenceIn = ({ container: { name, pid }, links }: View, kind: Kind) => ({
  command: `sudo nsenter -t ${pid} -n ip addr # ${name}: ${kind}`,
  seen: shown(links),
});

const proof = (id: string, text: string): Finding => ({
  id,
  tone: 'wrong',
  text,
  reveal:
    'An address in the network of the LAN and a default route to its router prove it; the other three are seen with both kinds.',
  evidence: [],
});
