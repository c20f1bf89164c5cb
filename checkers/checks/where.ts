import { isIP } from 'node:net';
import { z } from 'zod';
import { Framework, frameworkName } from '../../protocol/scenario.ts';

/** The place on a lab host where a check looks, as authors write it. */
export const Where = z
  .string()
  .regex(
    /^(host|netns\/[\w.-]{1,64}|(docker|podman|incus|lxd)\/[\w.-]{1,64})$/,
    'Write host, netns/NAME, or a container as docker/NAME, podman/NAME, incus/NAME or lxd/NAME.',
  );
export type Where = z.infer<typeof Where>;

/** The same; the host itself when it is left out. */
export const Here = Where.default('host').describe(
  'Where: `host`, a named network namespace as `netns/red`, or a container as `docker/whale`.',
);

/** A container, as authors write it. */
export const Of = Where.refine(
  (where) => placeOf(where).kind === 'container',
  'Write a container as docker/NAME, podman/NAME, incus/NAME or lxd/NAME.',
);

/** What packets are sent to. */
export const Target = z
  .union([z.ipv4(), z.ipv6(), z.literal('router'), Where])
  .describe(
    'An address; `router`, the way out of the host; or a place, then its first global address of that family.',
  );
export type Target = z.infer<typeof Target>;

/** The target as a sentence names it. */
export const targetName = (to: Target): string =>
  to === 'router' ? 'the router' : isIP(to) !== 0 ? to : placeName(to);

export type Place =
  | { kind: 'host' }
  | { kind: 'netns'; name: string }
  | { kind: 'container'; framework: Framework; name: string };

export function placeOf(where: Where): Place {
  const [first = '', name = ''] = where.split('/');
  if (first === 'host') return { kind: 'host' };
  if (first === 'netns') return { kind: 'netns', name };
  return { kind: 'container', framework: Framework.parse(first), name };
}

/** The place as a sentence names it. */
export function placeName(where: Where): string {
  const place = placeOf(where);
  if (place.kind === 'host') return 'the host';
  if (place.kind === 'netns') return `the network namespace ${place.name}`;
  return `${frameworkName[place.framework]}'s container ${place.name}`;
}

/** The sentence for when there is no such place. */
export function noPlace(where: Where): string {
  const place = placeOf(where);
  if (place.kind === 'container')
    return `${frameworkName[place.framework]} has no container ${place.name} that runs.`;
  return `There is no network namespace ${place.kind === 'netns' ? place.name : where} yet.`;
}

/** What an instructor types to do the same there. */
export function commandIn(where: Where, command: string): string {
  const place = placeOf(where);
  if (place.kind === 'host') return command;
  if (place.kind === 'netns') return `sudo ip netns exec ${place.name} ${command}`;
  return `sudo nsenter -t <PID of ${place.name}> -n ${command}`;
}

/** The same behind what is there: `eth0 on the host`, `eth0 in the network namespace red`. */
export const thereIn = (where: Where): string => `${where === 'host' ? 'on' : 'in'} ${placeName(where)}`;
