import type { SshDoor } from '../../protocol/ssh.ts';

/** What a public key looks like. */
export const KEY_EXAMPLE = 'ssh-ed25519 AAAA…';

/** What the learner types on their own computer, as this page reaches the lab server. */
export function commandsFor({ port, user }: Pick<SshDoor, 'port' | 'user'>) {
  // IPv6 addresses are in brackets in an address line and for scp, and without them for ssh.
  const name = location.hostname.replace(/^\[(.*)\]$/, '$1');
  const scpName = name.includes(':') ? `[${name}]` : name;
  return {
    shell: `ssh -p ${port} ${user}@${name}`,
    forward: `ssh -p ${port} -L 8080:localhost:80 ${user}@${name}`,
    copyFile: `scp -P ${port} notes.txt ${user}@${scpName}:`,
    config: `Host vethlab\n  HostName ${name}\n  Port ${port}\n  User ${user}`,
  };
}
