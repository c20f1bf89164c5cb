import type { MapPart } from '../../protocol/host-map.ts';
import type { Wiring } from './wiring.ts';

/** A word of a command line, quoted if needed. The learner chooses names, and a shell would take some of them for more than a name. */
export const word = (text: string): string =>
  /^[\w.:@%+=/-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** The command that shows a part in the learner's terminal. */
export function commandFor(part: MapPart, wiring: Wiring): string {
  switch (part.part) {
    case 'lan':
      return 'ip route; ip -6 route';
    case 'port':
      return `sudo ss -tlnp 'sport = :${part.port}'`;
    case 'container': {
      const name = word(part.name);
      if (part.framework === 'docker') return `docker ps --filter name=${name}`;
      if (part.framework === 'podman')
        return `${part.owner === 'root' ? 'sudo ' : ''}podman ps --ns --filter name=${name}`;
      return `${part.framework === 'incus' ? 'incus' : 'lxc'} ls ${name}`;
    }
    case 'namespace':
      return part.pid === undefined ? 'ip netns list' : `sudo lsns ${part.inode}`;
    case 'interface': {
      const show = `ip addr show dev ${word(part.name)}`;
      const namespace = wiring.namespaceOf(part);
      if (!namespace) return part.kind === 'bridge' ? `bridge link; ${show}` : show;
      if (namespace.pid !== undefined) return `sudo nsenter -t ${namespace.pid} -n ${show}`;
      return `sudo ip netns exec ${word(namespace.name ?? '')} ${show}`;
    }
  }
}
