// Quantities that the kernel counts for a whole machine or for a user of it. One host takes all it can get and holds on to it. Another host
// and the machine must go on doing their work.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../lab-server/common/exec.ts';
import { asRoot, numberOf, type SystemCall } from '../support/attack.ts';
import { Lab, type TestHost } from '../support/lab.ts';

let lab: Lab;
/** Each host is once the older of the two, since things that belonged to the newest host may belong to another by then. */
let hosts: [TestHost, TestHost];
beforeAll(async () => {
  lab = await Lab.open('counters');
  hosts = [await lab.host('first'), await lab.host('second')];
});
afterAll(() => lab.close());

/** A Perl program that repeats a system call until it fails, and says how often it worked and why it ended. Then it holds on for a while. */
const untilItFails = (call: SystemCall, args: string, most: number) => `
  my $count = 0;
  for (; $count < ${most}; $count++) { last if syscall(${numberOf(call)}, ${args}) == -1 }
  $| = 1;
  print "$count ", $! + 0, "\\n";
  sleep 3600;`;

/** The same for a single call: prints ok, or the error's number. */
const once = (call: SystemCall, args: string) =>
  `print syscall(${numberOf(call)}, ${args}) == -1 ? $! + 0 : "ok";`;

interface Shared {
  what: string;
  call: SystemCall;
  args: string;
  /** More than the kernel's own limit for one user. */
  most?: number;
  /** They are held by files of that name. */
  namespaces?: string;
}

test.for<Shared>([
  { what: 'UTS namespaces', call: 'unshare', args: '0x04000000', namespaces: 'uts' },
  { what: 'cgroup namespaces', call: 'unshare', args: '0x02000000', namespaces: 'cgroup' },
  { what: 'inotify instances', call: 'inotify_init1', args: '0', most: 5000 },
  { what: 'fanotify groups', call: 'fanotify_init', args: '0x200, 0', most: 5000 },
  {
    what: 'contexts of asynchronous I/O',
    call: 'io_setup',
    args: '2000, my $context = pack("Q", 0)',
    most: 40,
  },
])(
  '$what that one host has taken are there for the other host and for the machine',
  async ({ call, args, most = 0, namespaces }) => {
    for (const [taker, other] of [hosts, hosts.toReversed()] as [TestHost, TestHost][]) {
      const each = namespaces ? manyNamespaces(call, args, namespaces) : untilItFails(call, args, most);
      const { stdout } = await asRoot(
        taker,
        `ulimit -n $(ulimit -Hn)\nperl -e '${each}' > /tmp/taken 2>&1 &\nuntil [ -s /tmp/taken ] || ! kill -0 $!; do sleep 0.1; done\ncat /tmp/taken`,
      );
      expect(stdout, call).toMatch(/^\d+ \d+\n/);
      try {
        expect((await asRoot(other, `perl -e '${once(call, args)}'`)).stdout, `${call} on ${other.id}`).toBe(
          'ok',
        );
        expect((await run(['perl', '-e', once(call, args)])).stdout, `${call} on the machine`).toBe('ok');
      } finally {
        await asRoot(taker, 'pkill -9 perl; rm /tmp/taken');
      }
    }
  },
);

/** The same for namespaces of a kind: they are held by open files, of which eight processes have as many as a host's may. */
const manyNamespaces = (call: SystemCall, args: string, name: string) => `
  pipe my $told, my $tell;
  for (1 .. 8) {
    next if fork;
    my ($count, @held) = (0);
    for (; $count < 15000; $count++) {
      last if syscall(${numberOf(call)}, ${args}) == -1;
      open my $file, "<", "/proc/self/ns/${name}" or last;
      push @held, $file;
    }
    syswrite $tell, "$count " . ($! + 0) . "\n";
    sleep 3600;
  }
  my ($all, $error) = (0, 0);
  for (1 .. 8) { my ($count, $why) = split " ", <$told>; $all += $count; $error = $why if $why }
  $| = 1;
  print "$all $error\n";
  sleep 3600;`;

test('a host’s user namespace belongs to the host’s own id and not to root, so the kernel’s limits for users apply to it', async () => {
  for (const { id } of hosts) {
    const { base, init } = JSON.parse(readFileSync(`${lab.stateDir}/hosts/${id}/host.json`, 'utf8'));
    // NS_GET_OWNER_UID, ioctl_ns(2)
    const owner = `open my $ns, "<", "/proc/${init.pid}/ns/user"; my $uid = pack("L", 0); ioctl($ns, 0xb704, $uid) or die; print unpack("L", $uid)`;
    expect((await run(['perl', '-e', owner])).stdout).toBe(String(base));
  }
});

test('neighbours that one host knows leave room for those of others', async () => {
  for (const [taker, other] of [hosts, hosts.toReversed()] as [TestHost, TestHost][]) {
    const many = `for a in $(seq 0 15); do for b in $(seq 0 255); do echo "neigh replace 10.9.$a.$b lladdr 02:00:00:00:00:01 dev lots nud reachable"; done; done`;
    const { code, stdout } = await asRoot(
      taker,
      `ip link add lots type bridge\nip addr add 10.9.0.1/16 dev lots\nip link set lots up\n{ ${many}; } | ip -batch -\nip neigh show dev lots | wc -l`,
    );
    expect(code, stdout).toBe(0);
    expect(Number(stdout.trim().split('\n').at(-1))).toBe(4096);
    expect((await asRoot(other, 'ip neigh flush dev eth0; ping -c 1 -W 5 192.168.1.1')).stdout).toContain(
      ' 0% packet loss',
    );
    await asRoot(taker, 'ip link del lots');
  }
});
