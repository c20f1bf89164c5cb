import { words } from '../words/now.ts';
import type { Thing } from './things.ts';

/** A command of the lesson, or a web page, that is offered for something in a terminal's output. */
export interface Offer {
  command?: string;
  page?: string;
  /** The description of what it shows. */
  shows: string;
}

/** The commands that the lesson would type next about a thing. */
export function offersFor(thing: Thing): Offer[] {
  if (thing.kind === 'process') return aboutProcess(thing.pid);
  if (thing.kind === 'address') return aboutAddress(thing.address);
  return aboutContainer(thing);
}

const aboutProcess = (pid: number): Offer[] => [
  { command: `sudo nsenter -t ${pid} -n ip addr`, shows: words.offers.addressesInside },
  { command: `sudo lsns -p ${pid}`, shows: words.offers.namespaces },
  { command: `ps -fp ${pid}`, shows: words.offers.programAndParent },
];

function aboutAddress(address: string): Offer[] {
  const inUrl = address.includes(':') ? `[${address}]` : address;
  return [
    { command: `ping -c 3 ${address}`, shows: words.offers.answers },
    { command: `curl 'http://${inUrl}/'`, shows: words.offers.page },
    { command: `ip route get ${address}`, shows: words.offers.route },
    { page: `http://${inUrl}/`, shows: words.offers.inWorkbench },
  ];
}

function aboutContainer({ name, framework }: Extract<Thing, { kind: 'container' }>): Offer[] {
  if (framework === 'docker' || framework === 'podman') {
    return [
      { command: `${framework} inspect -f '{{.State.Pid}}' ${name}`, shows: words.offers.firstProcess },
      { command: `${framework} port ${name}`, shows: words.offers.ports },
    ];
  }
  const client = framework === 'incus' ? 'incus' : 'lxc';
  return [
    { command: `${client} info ${name}`, shows: words.offers.firstProcessAndAddresses },
    { command: `${client} config show --expanded ${name}`, shows: words.offers.networkCard },
  ];
}
