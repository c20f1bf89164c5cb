import { ApiClient } from '../support/client.ts';
import { type Architecture, acceleration } from './architecture.ts';
import type { Vm } from './machine.ts';

type Tell = (doing: string) => void;

/** How many times longer than usual everything may take in an emulated machine. */
const PATIENCE = 20;

/** A description of a virtual machine for a table. */
export async function describe(vm: Vm, architecture: Architecture): Promise<string> {
  const said = await vm.must(
    `. /etc/os-release; echo "$PRETTY_NAME $(dpkg --print-architecture), Linux $(uname -r), $(systemctl --version | sed -n '1s/ (.*//p'), $(stat -fc %T /sys/fs/cgroup) at /sys/fs/cgroup, $(free -m | awk '/^Mem/ {print $2}') MiB"`,
  );
  return `${said}, ${acceleration(architecture).words}`;
}

/** Settings that make the lab server patient enough in a machine. */
const patience = (architecture: Architecture) => (acceleration(architecture).words === 'KVM' ? 1 : PATIENCE);

/**
 * Starts the lab server from the checkout in a virtual machine, as a unit of systemd named vethlab.
 * @returns a learner's side of it, through a port of this machine.
 * @throws Error with its output when it ends.
 */
export async function startCheckout(vm: Vm, architecture: Architecture, tell: Tell): Promise<ApiClient> {
  await vm.must(
    `systemd-run --unit=vethlab --property=WorkingDirectory=/opt/vethlab --setenv=PATIENCE=${patience(architecture)} sh lab-server/setup/run.sh lab-server/main.ts`,
  );
  return serving(vm, tell);
}

/** Installs the Debian package, which starts the lab server. The lab image, which it would otherwise build, is on the disk beside it. */
export async function startPackage(vm: Vm, architecture: Architecture, tell: Tell): Promise<ApiClient> {
  const dropIn = '/etc/systemd/system/vethlab.service.d';
  await vm.must(
    `mkdir -p ${dropIn} /var/lib/vethlab && mount --bind /opt/vethlab /var/lib/vethlab && printf '[Service]\nEnvironment=PATIENCE=${patience(architecture)}\n' > ${dropIn}/vm.conf`,
  );
  tell('dpkg installs the package');
  await vm.must('dpkg -i /opt/vethlab/*.deb', 1_200_000);
  return serving(vm, tell);
}

/** Waits until the unit serves. */
async function serving(vm: Vm, tell: Tell): Promise<ApiClient> {
  for (;;) {
    const log = await vm.must('sleep 1; journalctl -u vethlab -o cat --no-pager | tail -n 30');
    if (/(Open|Serving) http/.test(log)) break;
    if ((await vm.run('systemctl is-active vethlab')).code !== 0) throw new Error(`it ended: ${log}`);
    tell(log.split('\n').at(-1) ?? '');
  }
  return new ApiClient(`http://127.0.0.1:${await vm.forward(8080)}`);
}
