import type { Thing } from './things.ts';

/** A command of the lesson that goes on from something in a terminal's output. */
export interface Offer {
  command: string;
  /** What it shows. */
  shows: string;
}

/** What the lesson would type next about a thing. */
export function offersFor(thing: Thing): Offer[] {
  if (thing.kind === 'process') return aboutProcess(thing.pid);
  if (thing.kind === 'address') return aboutAddress(thing.address);
  return aboutContainer(thing);
}

const aboutProcess = (pid: number): Offer[] => [
  { command: `sudo nsenter -t ${pid} -n ip addr`, shows: 'the addresses in its network namespace' },
  { command: `sudo lsns -p ${pid}`, shows: 'the namespaces it is in' },
  { command: `ps -fp ${pid}`, shows: 'its program and its parent' },
];

function aboutAddress(address: string): Offer[] {
  const inUrl = address.includes(':') ? `[${address}]` : address;
  return [
    { command: `ping -c 3 ${address}`, shows: 'whether it answers' },
    { command: `curl 'http://${inUrl}/'`, shows: 'the page on its port 80' },
    { command: `ip route get ${address}`, shows: 'the way to it from here' },
  ];
}

function aboutContainer({ name, framework }: Extract<Thing, { kind: 'container' }>): Offer[] {
  if (framework === 'docker' || framework === 'podman') {
    return [
      { command: `${framework} inspect -f '{{.State.Pid}}' ${name}`, shows: 'its first process' },
      { command: `${framework} port ${name}`, shows: 'the ports it publishes' },
    ];
  }
  const client = framework === 'incus' ? 'incus' : 'lxc';
  return [
    { command: `${client} info ${name}`, shows: 'its first process and its addresses' },
    { command: `${client} config show --expanded ${name}`, shows: 'how its network card is plugged in' },
  ];
}
