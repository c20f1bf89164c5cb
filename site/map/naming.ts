import type { MapAddress, MapContainer, MapInterface, MapPart } from '../../protocol/host-map.ts';
import { frameworkName } from '../../protocol/scenario.ts';
import { words } from '../words/now.ts';
import type { Wiring } from './wiring.ts';

export const kindWord = ({ kind, type = '' }: MapInterface): string =>
  kind === 'other' ? type || kind : words.map.kind[kind];

/** This is for the map alone. The table and the details have all the digits that tell two parts apart. */
export function shortAddress(address: string): string {
  const groups = address.split(':');
  return address.length <= 18 ? address : `${groups.slice(0, 2).join(':')}:…:${groups.at(-1)}`;
}

export const fullAddress = ({ address, prefix }: MapAddress) => `${address}/${prefix}`;

export function titleOf(part: MapPart, wiring: Wiring): string {
  switch (part.part) {
    case 'lan':
      return words.map.lan;
    case 'interface':
      return part.name;
    case 'container':
      return part.name;
    case 'port':
      return words.parts.port(part.port);
    case 'namespace': {
      const { name, isOwner } = namespaceName(part.id, wiring);
      return isOwner ? words.parts.namespaceOf(name) : words.parts.namespaceNamed(name);
    }
  }
}

/** The name of a namespace: that of its containers, else the one it was given, else that of the program in it. */
export function namespaceName(id: string, wiring: Wiring): { name: string; isOwner: boolean } {
  const names = wiring.containersIn(id).map(({ name }) => name);
  if (names.length > 0) return { name: names.join(', '), isOwner: true };
  const part = wiring.all('namespace').find((one) => one.id === id);
  if (part?.name) return { name: part.name, isOwner: false };
  return part?.program
    ? { name: part.program, isOwner: true }
    : { name: String(part?.inode ?? ''), isOwner: false };
}

/** A part of a sentence that names the namespace of a part; empty for a part that is in none. */
function whereIn(id: string | undefined, wiring: Wiring): string {
  if (id === undefined) return '';
  const { name, isOwner } = namespaceName(id, wiring);
  return isOwner ? words.parts.inNamespaceOf(name) : words.parts.inNamespaceNamed(name);
}

/** Describes a part in a sentence or two. */
export function sentenceOf(part: MapPart, wiring: Wiring): string {
  const { parts } = words;
  switch (part.part) {
    case 'lan':
      return parts.lan;
    case 'port':
      return portSentence(part.id, part.program, wiring);
    case 'container':
      return containerSentence(part);
    case 'namespace': {
      const inIt =
        part.pid === undefined ? parts.noProcess(part.path ?? '') : parts.processes(part.processes);
      return `${parts.ownNamespace} ${inIt}`;
    }
    case 'interface':
      return part.in === undefined ? hostInterfaceSentence(part, wiring) : insideSentence(part, wiring);
  }
}

function portSentence(id: string, program: string, wiring: Wiring): string {
  const [link] = wiring.linksOf(id, 'forwards');
  if (!link) return words.parts.listens(program);
  const names = wiring.containersIn(link.to).map(({ name }) => name);
  return words.parts.forwards(program, names.join(', '), link.toPort);
}

function containerSentence({ framework, owner, attachment, pid }: MapContainer): string {
  const { parts } = words;
  const name = frameworkName[framework];
  const what = owner && framework === 'podman' ? parts.containerOf(name, owner) : parts.container(name);
  return `${what} ${parts.attachment[attachment]} ${parts.firstProcess(pid)}`;
}

function hostInterfaceSentence(part: MapInterface, wiring: Wiring): string {
  const [bridge] = wiring
    .across(part.id, 'member')
    .filter((one) => one.part === 'interface' && one.kind === 'bridge');
  const isMember = part.kind !== 'bridge' && bridge !== undefined;
  const member = isMember ? ` ${words.parts.memberOf(titleOf(bridge, wiring))}` : '';
  return `${hostInterface(part, wiring)}${member}`;
}

function hostInterface(part: MapInterface, wiring: Wiring): string {
  const { parts } = words;
  if (part.kind === 'ethernet') return parts.ethernet;
  if (part.kind === 'veth') {
    const [end] = wiring.across(part.id, 'veth');
    const where = end && whereIn(wiring.namespaceOf(end)?.id, wiring);
    return end ? parts.vethTo(titleOf(end, wiring), where ?? '') : parts.veth;
  }
  if (part.kind !== 'bridge') return parts.interface(kindWord(part));
  const hasCable = wiring
    .across(part.id, 'member')
    .some((one) => one.part === 'interface' && one.kind === 'ethernet');
  return hasCable ? parts.bridgeWithCable : parts.bridge;
}

function insideSentence(part: MapInterface, wiring: Wiring): string {
  const { parts } = words;
  const where = whereIn(wiring.namespaceOf(part)?.id, wiring);
  const [end] = wiring.across(part.id, 'veth');
  if (end) return parts.vethInside(where, titleOf(end, wiring));
  const [parent] = wiring.across(part.id, 'macvlan');
  if (parent) return parts.macvlanInside(where, titleOf(parent, wiring));
  const program = wiring.linksOf(part.in ?? '').find(({ kind }) => kind === 'userspace')?.program;
  return program ? parts.userspaceInside(where, program) : parts.interfaceInside(where, kindWord(part));
}

/** The text that a screen reader speaks for a part. */
export function saidOf(part: MapPart, wiring: Wiring): string {
  const { parts, map } = words;
  const title = titleOf(part, wiring);
  switch (part.part) {
    case 'lan':
      return [title, ...part.routers].join(', ');
    case 'port':
      return `${title}, ${parts.heldBy(part.program)}`;
    case 'container': {
      const container = parts.containerSaid(frameworkName[part.framework]);
      return `${title}, ${container}, ${map.attachment[part.attachment]}`;
    }
    case 'namespace':
      return title;
    case 'interface': {
      const inside = part.in === undefined ? [] : [insideOf(part.in, wiring)];
      const addresses = part.addresses
        .filter(({ scope }) => scope === 'global')
        .map(({ address }) => address);
      return [title, kindWord(part), ...inside, ...addresses, ...(part.up ? [] : [map.down])].join(', ');
    }
  }
}

function insideOf(namespace: string, wiring: Wiring): string {
  const { name, isOwner } = namespaceName(namespace, wiring);
  return isOwner ? words.parts.insideNamespaceOf(name) : words.parts.insideNamespaceNamed(name);
}
