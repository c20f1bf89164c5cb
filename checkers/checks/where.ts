import { z } from 'zod';
import { Framework, frameworkName } from '../../protocol/scenario.ts';

/** Where on a lab host something is looked at, as authors write it. */
export const Where = z
  .string()
  .regex(
    /^(host|netns\/[\w.-]{1,64}|(docker|podman|incus|lxd)\/[\w.-]{1,64})$/,
    'Write host, netns/NAME, or a container as docker/NAME, podman/NAME, incus/NAME or lxd/NAME.',
  );
export type Where = z.infer<typeof Where>;

/** The same, the host where it is left out. */
export const Here = Where.default('host').describe(
  'Where: `host`, a named network namespace as `netns/red`, or a container as `docker/whale`.',
);

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

/** As a sentence names it. */
export function placeName(where: Where): string {
  const place = placeOf(where);
  if (place.kind === 'host') return 'the host';
  if (place.kind === 'netns') return `the network namespace ${place.name}`;
  return `${frameworkName[place.framework]}'s container ${place.name}`;
}

/** What is said when there is no such place. */
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
