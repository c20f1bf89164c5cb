import { chmod, copyFile, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { must, run } from '../../../common/exec.ts';
import { GROUP, places } from './places.ts';

const HERE = import.meta.dirname;
/** Commands that learners type and that must ask look.pl first. */
const STOOD_FOR = ['sudo', 'docker', 'podman', 'incus', 'lxc'];

const policy = `# vethlab: what learners on this shared machine may do as root. Taken away when the lab server stops.
Defaults:%${GROUP} env_reset, !setenv, !lecture, secure_path="/usr/sbin:/usr/bin:/sbin:/bin"
%${GROUP} ALL=(root) NOPASSWD: ${places.programs}/look
`;

/**
 * Lets the accounts of the group do as root what look.pl lets them, and nothing else.
 * @throws ExecError when this machine's sudo does not take the policy.
 */
export async function grantPowers(): Promise<void> {
  const bin = path.join(places.programs, 'bin');
  await rm(places.programs, { recursive: true, force: true });
  await mkdir(bin, { recursive: true, mode: 0o755 });
  for (const [from, to] of [
    ['look.pl', 'look'],
    ['shim.sh', 'shim'],
  ] as const) {
    await copyFile(path.join(HERE, from), path.join(places.programs, to));
    await chmod(path.join(places.programs, to), 0o755);
  }
  for (const name of STOOD_FOR) await symlink('../shim', path.join(bin, name));
  if ((await run(['getent', 'group', GROUP])).code !== 0) await must(['groupadd', '--system', GROUP]);
  // A policy that can't be read would take sudo from everybody, so it is first checked under a name with a dot, which sudo does not read.
  const draft = `${places.sudoers}.new`;
  await writeFile(draft, policy, { mode: 0o440 });
  await must(['visudo', '--check', '--quiet', `--file=${draft}`]);
  await rename(draft, places.sudoers);
}

/** Takes all of these rights back. No account may be left. */
export async function revokePowers(): Promise<void> {
  await rm(places.sudoers, { force: true });
  await rm(places.programs, { recursive: true, force: true });
  if ((await run(['getent', 'group', GROUP])).code === 0) await must(['groupdel', GROUP]);
}
