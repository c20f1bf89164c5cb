import type {
  MapAddress,
  MapAttachment,
  MapContainer,
  MapInterface,
  MapPart,
} from '../../protocol/host-map.ts';
import { frameworkName } from '../../protocol/scenario.ts';
import type { Wiring } from './wiring.ts';

/** Every word of the host map's page, in one place. */
export const words = {
  open: 'Map of the lab host',
  hint: 'Arrow keys move between things, Enter selects, Escape leaves.',
  drawing: 'Drawing',
  table: 'Table',
  view: 'Show the map as',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Fit',
  fitTitle: 'Fit the whole map in (0)',
  larger: 'Larger',
  smaller: 'Smaller',
  close: 'Close the map',
  closeDetails: 'Close what is selected',
  host: 'your lab host',
  lan: 'LAN router',
  looking: 'Looking at your lab host…',
  paused: 'Your lab host is parked. The map goes on when it does.',
  notReady: 'The map comes when your lab host is ready.',
  stale: 'Your lab host could not be looked at; this is how it was.',
  left: (count: number) => `${count} more that there is no room for.`,
  litBy: 'The lesson shows',
  notThere: 'It is not on your lab host just now.',
  clear: 'Show all',
  run: 'Run',
  copy: 'Copy',
  runTitle: 'Types it in your terminal and presses Enter',
  namespace: 'network namespace',
  hostNetwork: 'the host’s own network',
  nobody: 'nobody runs in it',
  loopbackOnly: 'lo only',
  legend: {
    title: 'Lines',
    wire: 'carried by the kernel',
    proxy: 'carried by a program',
  },
  columns: {
    name: 'Name',
    kind: 'What it is',
    addresses: 'Addresses',
    leadsTo: 'Leads to',
    framework: 'Framework',
    attachment: 'Attachment',
    port: 'Port',
    heldBy: 'Held by',
    on: 'Open on',
    inside: 'Inside',
    processes: 'Processes',
  },
  tables: {
    container: 'Containers',
    port: 'Ports that listen',
    interface: 'Interfaces of the host',
    namespace: 'Network namespaces',
  },
  none: {
    container: 'No container runs.',
    port: 'No port listens.',
    namespace: 'No other namespace is there.',
  },
} as const;

export const attachmentWord: Record<MapAttachment, string> = {
  direct: 'direct',
  nat: 'NAT',
  host: 'host network',
  none: 'cut off',
};

export const kindWord = ({ kind, type = 'other' }: MapInterface): string =>
  ({
    ethernet: 'network card',
    bridge: 'bridge',
    veth: 'veth',
    macvlan: 'macvlan',
    tap: 'tap device',
    loopback: 'loopback',
    other: type,
  })[kind];

/** Of the map alone: all digits that tell two apart are in the table and the details. */
export function shortAddress(address: string): string {
  const groups = address.split(':');
  return address.length <= 18 ? address : `${groups.slice(0, 2).join(':')}:…:${groups.at(-1)}`;
}

export const fullAddress = ({ address, prefix }: MapAddress) => `${address}/${prefix}`;

export function titleOf(part: MapPart, wiring: Wiring): string {
  switch (part.part) {
    case 'lan':
      return words.lan;
    case 'interface':
      return part.name;
    case 'container':
      return part.name;
    case 'port':
      return `Port ${part.port}`;
    case 'namespace':
      return namespaceTitle(part.id, wiring);
  }
}

/** By its containers, else by the name it was given, else by what runs in it. */
function namespaceTitle(id: string, wiring: Wiring): string {
  const names = wiring.containersIn(id).map(({ name }) => name);
  if (names.length > 0) return `Network namespace of ${names.join(', ')}`;
  const part = wiring.all('namespace').find((one) => one.id === id);
  return `Network namespace ${part?.name ?? (part?.program ? `of ${part.program}` : part?.inode)}`;
}

/** What it is, in a sentence or two. */
export function sentenceOf(part: MapPart, wiring: Wiring): string {
  switch (part.part) {
    case 'lan':
      return 'The router of your LAN. It gives out IPv4 addresses and announces IPv6 prefixes; host and direct containers ask it alike.';
    case 'port':
      return portSentence(part.id, part.program, wiring);
    case 'container':
      return containerSentence(part);
    case 'namespace': {
      const own = 'It has interfaces, addresses, routes and ports of its own.';
      return part.pid === undefined
        ? `${own} No process is in it: the file ${part.path ?? ''} keeps it.`
        : `${own} ${part.processes === 1 ? 'One process is' : `${part.processes} processes are`} in it.`;
    }
    case 'interface':
      return part.in === undefined ? hostInterfaceSentence(part, wiring) : insideSentence(part, wiring);
  }
}

function portSentence(id: string, program: string, wiring: Wiring): string {
  const [link] = wiring.linksOf(id, 'forwards');
  const holder = program || 'the kernel';
  if (!link) return `${holder} listens on it, on the host itself.`;
  const names = wiring.containersIn(link.to).map(({ name }) => name);
  const inside = link.toPort ? `, port ${link.toPort}` : '';
  return `${holder} listens on it and hands each connection to ${names.join(', ') || 'another namespace'}${inside}. That is a proxy.`;
}

const attachmentSentence: Record<MapAttachment, string> = {
  direct: 'It is a full member of the LAN, with addresses of its own; all its ports are its own.',
  nat: 'It hides behind the host’s address: others reach only the ports that the host forwards.',
  host: 'It shares the host’s own network: its ports are the host’s.',
  none: 'Nothing leads out of its network namespace.',
};

function containerSentence({ framework, owner, attachment, pid }: MapContainer): string {
  const whose = owner && framework === 'podman' ? ` of the user ${owner}` : '';
  return `A ${frameworkName[framework]} container${whose}. ${attachmentSentence[attachment]} Its first process has PID ${pid} on the host.`;
}

function hostInterfaceSentence(part: MapInterface, wiring: Wiring): string {
  const bridges = wiring
    .across(part.id, 'member')
    .filter((one) => one.part === 'interface' && one.kind === 'bridge');
  const member =
    part.kind !== 'bridge' && bridges[0]
      ? ` It is a member of the bridge ${titleOf(bridges[0], wiring)}.`
      : '';
  if (part.kind === 'ethernet') return `A network card of the host; its cable leads to the LAN.${member}`;
  if (part.kind === 'veth') {
    const [end] = wiring.across(part.id, 'veth');
    const there = end && wiring.namespaceOf(end);
    const where = there ? ` in ${lower(namespaceTitle(there.id, wiring))}` : '';
    return end
      ? `One end of a veth pair: what goes in here comes out at ${titleOf(end, wiring)}${where}.${member}`
      : `One end of a veth pair.${member}`;
  }
  if (part.kind === 'bridge') {
    const hasCable = wiring
      .across(part.id, 'member')
      .some((one) => one.part === 'interface' && one.kind === 'ethernet');
    return hasCable
      ? 'A classical bridge: it forwards frames between its members, of which one is a cable to the LAN. What hangs on it is on the LAN.'
      : 'A bridge without a cable. What hangs on it reaches the LAN by way of the host alone, behind the host’s address.';
  }
  return `An interface of the host (${kindWord(part)}).${member}`;
}

function insideSentence(part: MapInterface, wiring: Wiring): string {
  const namespace = wiring.namespaceOf(part);
  const where = namespace ? ` in ${lower(namespaceTitle(namespace.id, wiring))}` : '';
  const [end] = wiring.across(part.id, 'veth');
  if (end) return `The end${where} of a veth pair, whose other end is ${titleOf(end, wiring)}.`;
  const [parent] = wiring.across(part.id, 'macvlan');
  if (parent) {
    return `A macvlan${where}: a second interface on the wire of ${titleOf(parent, wiring)}, with a MAC address of its own. The host’s own list of interfaces shows nothing of it.`;
  }
  const program = wiring.linksOf(part.in ?? '').find(({ kind }) => kind === 'userspace')?.program;
  if (program)
    return `An interface${where} whose packets a program, ${program}, carries. No interface of the host belongs to it.`;
  return `An interface${where} (${kindWord(part)}).`;
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** What a screen reader says of a part. */
export function saidOf(part: MapPart, wiring: Wiring): string {
  const title = titleOf(part, wiring);
  switch (part.part) {
    case 'lan':
      return [title, ...part.routers].join(', ');
    case 'port':
      return `${title}, held by ${part.program || 'the kernel'}`;
    case 'container':
      return `${title}, ${frameworkName[part.framework]} container, ${attachmentWord[part.attachment]}`;
    case 'namespace':
      return title;
    case 'interface': {
      const names = part.in === undefined ? [] : [lower(namespaceTitle(part.in, wiring))];
      const addresses = part.addresses
        .filter(({ scope }) => scope === 'global')
        .map(({ address }) => address);
      return [`${title}, ${kindWord(part)}`, ...names, ...addresses, ...(part.up ? [] : ['down'])].join(', ');
    }
  }
}
