import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { must } from '../../lab-server/common/exec.ts';
import { IncusDaemon } from '../support/incus-daemon.ts';

/** The network of the cluster, in which this process is: a bridge with a cable to each member. */
const NET = '10.99.0';
const PORT = 8443;

export interface SiteMember {
  name: string;
  address: string;
  daemon: IncusDaemon;
  /** Pulls the cable between the member and the bridge, or plugs it in again. */
  cut(): Promise<void>;
  mend(): Promise<void>;
}

/** Makes the bridge on which members and lab server are. */
export async function makeBridge(): Promise<void> {
  await must(['ip', 'link', 'add', 'bridge', 'type', 'bridge']);
  await must(['ip', 'address', 'add', `${NET}.1/24`, 'dev', 'bridge']);
  await must(['ip', 'link', 'set', 'bridge', 'up']);
}

/** Starts Incus on a machine of its own, as far as network, mounts and processes go. It joins the cluster of `first`. */
export async function addMember(
  index: number,
  archives: string,
  first: SiteMember | undefined,
): Promise<SiteMember> {
  const name = ['one', 'two', 'three'][index] ?? `m${index}`;
  const address = `${NET}.${10 + index}`;
  const daemon = await IncusDaemon.start(archives, `member-${name}`);
  const [near, within] = [`to-${name}`, ['nsenter', '--net', '--target', String(daemon.pid)]];
  await must([
    'ip',
    'link',
    'add',
    near,
    'type',
    'veth',
    'peer',
    'name',
    'card',
    'netns',
    String(daemon.pid),
  ]);
  await must(['ip', 'link', 'set', near, 'master', 'bridge', 'up']);
  await must([...within, 'ip', 'address', 'add', `${address}/24`, 'dev', 'card']);
  await must([...within, 'ip', 'link', 'set', 'card', 'up']);
  if (first) {
    const token = (await first.daemon.must('cluster', 'add', name, '--quiet')).trim();
    await daemon.setUp({
      cluster: { enabled: true, server_address: `${address}:${PORT}`, cluster_token: token },
    });
  } else {
    await daemon.must('config', 'set', `core.https_address=${address}:${PORT}`);
    await daemon.must('cluster', 'enable', name);
    // A member counts as lost after so many seconds; the least that Incus takes is 10.
    await daemon.must('config', 'set', 'cluster.offline_threshold=11');
    await daemon.must('storage', 'create', 'default', 'dir');
    await daemon.must('profile', 'device', 'add', 'default', 'root', 'disk', 'path=/', 'pool=default');
  }
  return {
    name,
    address,
    daemon,
    cut: async () => void (await must(['ip', 'link', 'set', near, 'down'])),
    mend: async () => void (await must(['ip', 'link', 'set', near, 'up'])),
  };
}

/** Where its Incus answers. */
export const addressOf = ({ address }: Pick<SiteMember, 'address'>): string => `https://${address}:${PORT}`;

/** The settings of a lab server that may use the cluster; its files go to a folder. */
export async function accessTo(
  { daemon, address }: SiteMember,
  folder: string,
  client: { TLS_CERT: string; TLS_KEY: string },
): Promise<Record<string, string>> {
  const server = path.join(folder, 'cluster.pem');
  writeFileSync(server, daemon.read('/var/lib/incus/cluster.crt'));
  daemon.write('/tmp/client.pem', client.TLS_CERT);
  await daemon.must('config', 'trust', 'add-certificate', '/tmp/client.pem');
  return {
    ENGINE: 'incus',
    INCUS_URL: addressOf({ address }),
    INCUS_CERT: client.TLS_CERT,
    INCUS_KEY: client.TLS_KEY,
    INCUS_SERVER_CERT: server,
  };
}
