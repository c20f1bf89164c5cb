import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { run } from '../../lab-server/common/exec.ts';
import { loginShell, trusted } from '../../lab-server/hosts/engines/namespaces/enter.ts';
import type { HostRecord } from '../../lab-server/hosts/engines/namespaces/host-files.ts';
import { HostCgroups } from '../../lab-server/hosts/engines/shared/cgroups.ts';
import { instanceName } from '../../lab-server/hosts/instance-name.ts';
import {
  asRoot,
  asRootMust,
  numberOf,
  OPEN_FOR_WRITING,
  perlCall,
  type SystemCall,
} from '../support/attack.ts';
import { Lab, type TestHost } from '../support/lab.ts';

/**
 * Attempts to get out of a lab host, by a learner who is root on it. docs/security.md says what they are about. Each is made by the oldest of
 * three hosts and by the newest: what the machine gave to the newest host was missed when the attacker was always an older one.
 */
describe.each(['oldest', 'newest'] as const)('from the %s host', (attacker) => {
  let lab: Lab;
  let host: TestHost;
  let other: TestHost;
  /** Something of the machine that no learner may see, touch or end. */
  let bystander: ChildProcess;
  let secret: string;
  beforeAll(async () => {
    lab = await Lab.open('isolation');
    const ids = ['pi', 'other', 'third'];
    for (const id of attacker === 'oldest' ? ids : ids.toReversed()) await lab.host(id);
    [host, other] = [await lab.host('pi'), await lab.host('other')];
    bystander = spawn('sleep', ['86399'], { stdio: 'ignore' });
    secret = path.join(lab.stateDir, 'vethlab-secret');
    writeFileSync(secret, 'marks');
  });
  afterAll(async () => {
    bystander.kill();
    await lab.close();
  });

  const hostDir = (id = 'pi') => path.join(lab.stateDir, 'hosts', id);
  const recordOf = (id = 'pi'): HostRecord =>
    JSON.parse(readFileSync(path.join(hostDir(id), 'host.json'), 'utf8'));
  const EPERM = '1';
  const ENOSYS = '38';

  describe('on the way into a host', () => {
    /** Seizes every process that appears on the host, as soon as it does, and notes whose it was. */
    const seizer = (folder: string) => `
    use strict; my %seen; open my $last, '<', '/proc/sys/kernel/ns_last_pid'; open my $out, '>', '${folder}/seized';
    $out->autoflush; print $out "ready\\n";
    until (-e '${folder}/enough') { for (1 .. 500) {
      sysseek $last, 0, 0; sysread $last, my $pid, 20;
      for my $next ($pid + 1, $pid + 2, $pid + 0) {
        next if $seen{$next} or syscall(${numberOf('ptrace')}, 0x4206, $next, 0, 0) != 0; # PTRACE_SEIZE
        $seen{$next} = 1;
        syscall(${numberOf('ptrace')}, 0x4207, $next, 0, 0); # PTRACE_INTERRUPT
        open my $status, '<', "/proc/$next/status"; my ($uid) = join('', <$status>) =~ /^Uid:\\s+(\\d+)/m;
        print $out "$uid\\n"; waitpid $next, 0x40000000; syscall(${numberOf('ptrace')}, 17, $next, 0, 0);
      } } }`;

    /** The user as whom the seizer runs, and the file with its findings. */
    interface Attack {
      over: Promise<unknown>;
      seized(): Promise<string[]>;
      stop(): Promise<unknown>;
    }

    /** Runs `enter` again and again under attack. Returns the user ids, as seen there, of all seized processes. */
    async function seizedFrom(
      { over, seized, stop }: Attack,
      enter: () => Promise<unknown>,
      done: (seized: string[], entries: number) => boolean,
    ) {
      await vi.waitFor(async () => expect((await seized())[0]).toBe('ready'), 60_000);
      let entries = 0;
      do {
        for (let round = 0; round < 20; round++) await enter();
        entries += 20;
      } while (!done(await seized(), entries));
      const uids = (await seized()).slice(1);
      await stop();
      await over;
      return uids;
    }

    async function attackOnHost(): Promise<Attack> {
      await asRoot(host, 'rm -f /tmp/seized /tmp/enough');
      return {
        over: asRootMust(host, `perl -MIO::Handle -e "$(cat <<'PERL'\n${seizer('/tmp')}\nPERL\n)"`),
        seized: async () =>
          (await host.trusted.run(['cat', `/proc/1/root/tmp/seized`])).stdout.trim().split('\n'),
        stop: () => asRoot(host, 'touch /tmp/enough'),
      };
    }

    /** The same in a user namespace that the machine's root has made itself, as a runtime does. Also returns its first process. */
    async function attackOnRuntimes(): Promise<Attack & { pid: string }> {
      const folder = mkdtempSync(path.join(os.tmpdir(), 'vethlab-'));
      chmodSync(folder, 0o777);
      const inside = `read go; mount -t proc proc /proc; exec setpriv --reuid=0 --regid=0 --clear-groups perl -MIO::Handle -e "$(cat <<'PERL'\n${seizer(folder)}\nPERL\n)"`;
      const child = spawn(
        'unshare',
        ['--user', '--keep-caps', '--pid', '--fork', '--mount', 'sh', '-c', inside],
        {
          stdio: ['pipe', 'ignore', 'ignore'],
        },
      );
      const over = once(child, 'exit');
      const first = () => readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim();
      await vi.waitFor(() => expect(first()).not.toBe(''), 60_000);
      for (const map of ['uid_map', 'gid_map'])
        writeFileSync(`/proc/${child.pid}/${map}`, '0 1999000000 65536');
      child.stdin.end('go\n');
      const file = (name: string) => path.join(folder, name);
      return {
        pid: first(),
        over: over.then(() => rmSync(folder, { recursive: true })),
        seized: async () =>
          existsSync(file('seized')) ? readFileSync(file('seized'), 'utf8').trim().split('\n') : [],
        stop: async () => writeFileSync(file('enough'), ''),
      };
    }

    test("nobody seizes a process that still has the machine's user id", async () => {
      const nobody = '65534'; // what an id from outside looks like
      // As they could where root has made the user namespace: a process of its owner's stays traceable when it enters.
      const runtimes = await attackOnRuntimes();
      const bare = await seizedFrom(
        runtimes,
        () => run(['nsenter', '-t', runtimes.pid, '--user', '--pid', '--mount', '--', 'true']),
        (uids, entries) => uids.includes(nobody) || entries >= 1000,
      );
      expect(bare).toContain(nobody);
      for (const enter of [
        () => run(['nsenter', '-t', String(recordOf().init.pid), '--all', '--', 'true']),
        () => host.learner('true'),
      ]) {
        const ours = await seizedFrom(await attackOnHost(), enter, (_, entries) => entries >= 60);
        expect(ours).toContain('0'); // processes are seized once they belong to the host
        expect(ours).not.toContain(nobody);
      }
    });

    test('a terminal holds no file of the lab server, and no key of whoever started it', async () => {
      const command = 'cat /proc/keys; cd /proc/self/fd; echo files *; sudo ls -l /proc/1/fd';
      const { file, args, env } = lab.engine.shell('pi', command);
      const withKey = `syscall(${numberOf('keyctl')}, 1, 0);
      syscall(${numberOf('add_key')}, my $kind = "user", my $name = "vethlab-key", my $key = "x", 1, -3);
      exec @ARGV`;
      expect((await run(['perl', '-e', withKey, 'cat', '/proc/keys'])).stdout).toContain('vethlab-key');
      const withFile = ['sh', '-c', 'exec 7< /; exec "$@"', 'sh'];
      expect((await run([...withFile, 'ls', '/proc/self/fd'])).stdout).toMatch(/^7$/m);
      const inside = await run([...withFile, 'perl', '-e', withKey, file, ...args], { env });
      expect(inside).toMatchObject({ code: 0, stderr: '' });
      expect(inside.stdout).not.toContain('vethlab-key');
      expect(inside.stdout).toMatch(/^files 0 1 2( 3)?$/m);
      expect(inside.stdout).not.toMatch(/-> \/(?!dev\/null)/); // of the first process: nothing but what it prints to
    });

    test('a program of the machine that a learner makes run on the host is not theirs to change', async () => {
      // The interpreter of a script is looked up by the process that enters: /proc/self/exe is the machine's nsenter then.
      const trap = asRoot(
        other,
        `cp -a /usr/bin/env /root/env; printf '#!/proc/self/exe\\n' > /root/trap; chmod 755 /root/trap; mv /root/trap /usr/bin/env
       touch /home/pi/set
       caught=; for round in {1..4000}; do
         for exe in /proc/[0-9]*/exe; do [ "$(stat -Lc %u $exe)" != 65534 ] || { caught=$exe; break 2; }; done
       done 2> /tmp/errors
       echo "caught $(basename "$(readlink $caught)")"
       perl -e 'print sysopen(my $file, "'$caught'", $_) ? "opened " : "$! " for 1, 2, 02001'
       mv /root/env /usr/bin/env`,
      );
      const set = () => other.trusted.run(['test', '-e', '/home/pi/set']);
      await vi.waitFor(async () => expect((await set()).code).toBe(0), 60_000);
      const before = statSync('/usr/bin/nsenter').mtimeMs;
      await other.learner('true');
      const { stdout } = await trap;
      expect(stdout).toContain('caught nsenter');
      expect(stdout).toContain('Permission denied Permission denied Permission denied');
      expect(statSync('/usr/bin/nsenter').mtimeMs).toBe(before);
    });

    test("another process that has got the ended host's number is not entered", async () => {
      const reused: HostRecord = { ...recordOf(), init: { pid: process.pid, startTime: '1' } };
      const cgroups = new HostCgroups(instanceName(lab.stateDir), 'pi');
      const { file, args, env } = loginShell(reused, cgroups, { command: 'id' });
      const refusal = { code: 1, stdout: '', stderr: 'The lab host is not running; reset it.\n' };
      expect(await run([file, ...args], { env })).toMatchObject(refusal);
      expect(await run(trusted(reused, ['id']))).toMatchObject(refusal);
      expect((await run(trusted(recordOf(), ['id', '-u']))).stdout).toBe('0\n');
    });

    test('a check of a network that is not there sees no other one instead', async () => {
      for (const none of [{ netnsOf: 0 }, { netnsAt: { seenBy: 1, path: '' } }]) {
        const looked = await run(trusted(recordOf(), ['ip', '-brief', 'address'], none));
        expect(looked.code).not.toBe(0);
        expect(looked.stdout).toBe('');
      }
    });
  });

  describe("the machine's processes", () => {
    test('are not seen and not ended by their number', async () => {
      expect((await run(['ps', '-eo', 'args'])).stdout).toContain('sleep 86399');
      expect(await asRootMust(host, 'ps -eo args')).not.toContain('sleep 86399');
      await asRoot(host, `kill -9 ${bystander.pid}; nsenter -t ${bystander.pid} -a true`);
      expect(bystander.exitCode ?? bystander.signalCode).toBe(null);
    });

    test('a check that runs on the host is neither ended, traced, read nor followed out', async () => {
      const check = host.trusted.run(
        ['sh', '-c', 'until [ -e /home/pi/go ]; do sleep 0.05; done # a check'],
        {
          timeoutMs: 50_000,
        },
      );
      const attempts = (pid: string) => `
      pid=${pid}
      ls /proc/$pid/root/ && echo ROOT; ls /proc/$pid/cwd/ && echo CWD; ls /proc/$pid/fd/ | grep -q . && echo FD
      readlink /proc/$pid/exe && echo EXE; head -c 1 /proc/$pid/environ > /tmp/read && echo ENVIRON
      head -c 1 /proc/$pid/maps > /tmp/read && [ -s /tmp/read ] && echo MAPS
      perl -e 'exit !sysopen my $file, "/proc/'$pid'/mem", 2' && echo MEM
      nsenter -t $pid -m true && echo MOUNTS; nsenter -t $pid -U true && echo USERS; nsenter -t $pid -n true && echo NET
      perl -e 'my $fd = syscall(${numberOf('pidfd_open')}, '$pid', 0); exit(syscall(${numberOf('pidfd_getfd')}, $fd, 0, 0) < 0)' && echo GETFD
      perl -e 'exit(syscall(${numberOf('ptrace')}, 0x4206, '$pid', 0, 0) < 0)' && echo TRACED
      renice 19 $pid > /tmp/read && echo RENICED; prlimit --pid $pid --nofile=1:1 && echo LIMITED
      echo 1000 > /proc/$pid/oom_score_adj && echo OOM
      kill -9 $pid && echo KILLED; true`;
      const find = (what: string) => `$(pgrep -f '${what}' | head -n 1)`;
      await vi.waitFor(
        async () => expect(await host.learnerMust('ps -eo args')).toContain('# a check'),
        60_000,
      );
      // The host's root does not see it, although that root may look at everything there.
      expect(await asRootMust(host, 'ps -eo args')).not.toContain('# a check');
      await asRootMust(host, 'mount -o remount,hidepid=0 /proc');
      const own = await asRootMust(host, `sleep 86398 > /dev/null & ${attempts('$!')}`);
      const succeeded = (printed: string) => printed.match(/^[A-Z]+$/gm) ?? [];
      expect(succeeded(own)).toEqual(
        'ROOT CWD FD EXE ENVIRON MAPS MEM MOUNTS NET GETFD TRACED RENICED LIMITED OOM KILLED'.split(' '),
      );
      const theirs = (await asRoot(host, attempts(find('[#] a check')))).stdout;
      expect(theirs).toContain('Operation not permitted');
      expect(succeeded(theirs)).toEqual([]);
      await host.learnerMust('touch ~/go');
      expect(await check).toMatchObject({ code: 0 });
    });
  });

  describe("the machine's kernel", () => {
    /** A system call with arguments that do no harm where it is allowed, and the result that it must have on a host. */
    const calls: [SystemCall, string, string][] = [
      ['kexec_load', '0, 0, 0, 0xffff', EPERM],
      ['init_module', '1, 1, 1', EPERM],
      ['finit_module', '-1, 1, 0', EPERM],
      ['delete_module', '1, 0', EPERM],
      ['settimeofday', '1, 1', EPERM],
      ['clock_settime', '0, 1', EPERM],
      ['swapon', '1, 0', EPERM],
      ['acct', '1', EPERM],
      ['syslog', '10, 0, 0', EPERM],
      ['bpf', '999, 0, 0', EPERM],
      ['perf_event_open', '1, 0, 0, -1, 0', EPERM],
      ['userfaultfd', '0xffff', EPERM],
      ['open_by_handle_at', '-1, 1, 0', EPERM],
      ['keyctl', '0, -3, 0', ENOSYS],
      ['add_key', '1, 1, 1, 1, 1', ENOSYS],
      ['io_uring_setup', '1, 1', ENOSYS],
    ];
    test.each(calls)('%s is closed to a host', async (call, args, expected) => {
      const program = perlCall(call, args);
      expect((await run(['perl', '-e', program])).stdout, 'on the machine').not.toBe(expected);
      expect(await asRootMust(host, `perl -e '${program}'`)).toBe(expected);
    });

    test('its addresses are network families that know namespaces only', async () => {
      const program =
        'for (1 .. 50) { print "$_ " if socket(my $s, $_, 1, 0) || socket($s, $_, 2, 0) || socket($s, $_, 5, 0) }';
      const families = (printed: string) => printed.trim().split(' ').map(Number);
      const onMachine = families((await run(['perl', '-e', program])).stdout);
      const onHost = families(await asRootMust(host, `perl -e '${program}'`));
      const shared = [1, 2, 10, 16, 17]; // unix, IPv4, IPv6, netlink, packet
      expect(onHost).toEqual(onMachine.filter((family) => shared.includes(family)));
      expect(onMachine.length).toBeGreaterThan(onHost.length);
    });

    test('its log is not read, and nothing is written to it or to its console', async () => {
      expect((await run(['dmesg'])).code).toBe(0);
      const tried = await asRoot(host, 'dmesg; head -c 1 /proc/kmsg; cat /dev/kmsg');
      expect(tried.stdout).toMatch(/dmesg: .* not permitted\n.*denied\n.*No such file/);
      // The device nodes that lie in the image below the host's own /dev.
      const beneath = await asRootMust(
        host,
        `mkdir /tmp/beneath; mount --bind / /tmp/beneath
      for node in $(find /tmp/beneath/dev -type c -o -type b); do echo "node $node"
        (: > $node) && echo "opened $node"; (: < $node) && echo "opened $node"; done; umount /tmp/beneath`,
      );
      expect(beneath).toContain('node /tmp/beneath/dev/console');
      expect(beneath).not.toContain('opened');
    });

    test('of all its settings only those of a namespace can be opened for writing', async () => {
      const list =
        'find /proc /sys -path "/proc/[0-9]*" -prune -o -path "/sys/fs/cgroup/*" -prune -o -type f -print 2> /dev/null';
      const open = (await asRootMust(host, `${list} | perl -e '${OPEN_FOR_WRITING}'`)).trim().split('\n');
      const own = [
        /^\/proc\/sys\/net\//,
        /^\/proc\/sys\/user\/max_/, // counted in the host's own user namespace, below the machine's limits
        /^\/proc\/sys\/fs\/mqueue\//,
        /^\/proc\/sys\/kernel\/(msg|sem|shm|auto_msgmni)/,
        /^\/proc\/sys\/kernel\/(ns_last_pid|pid_max|domainname|hostname)$/,
        /^\/sys\/devices\/virtual\/net\//,
        /^\/proc\/pressure\//, // asks to be told of pressure; changes nothing
      ];
      expect(open.filter((file) => !own.some((pattern) => pattern.test(file)))).toEqual([]);
      expect(open).toContain('/proc/sys/net/ipv4/ip_forward');
      const onMachine = (
        await run(['perl', '-e', OPEN_FOR_WRITING], { input: '/proc/sys/kernel/core_pattern\n' })
      ).stdout;
      expect(onMachine).toBe('/proc/sys/kernel/core_pattern\n');
    });

    test('what a host sets there, the machine does not have', async () => {
      const settings = [
        'net/ipv4/ip_default_ttl',
        'kernel/msgmax',
        'user/max_net_namespaces',
        'fs/mqueue/msg_max',
      ];
      for (const setting of settings) {
        const file = `/proc/sys/${setting}`;
        const before = readFileSync(file, 'utf8');
        expect(await asRootMust(host, `echo 77 > ${file}; cat ${file}`), setting).toBe('77\n');
        expect(readFileSync(file, 'utf8'), setting).toBe(before);
      }
      const pidMax = readFileSync('/proc/sys/kernel/pid_max', 'utf8');
      await asRoot(host, 'echo 30000 > /proc/sys/kernel/pid_max');
      expect(readFileSync('/proc/sys/kernel/pid_max', 'utf8')).toBe(pidMax);
    });
  });

  describe("the machine's disks and files", () => {
    test('no device node is made, no disk, loop device or kernel file system mounted', async () => {
      const { dev } = statSync(lab.stateDir);
      const node = `b ${(dev >> 8) & 0xfff} ${(dev & 0xff) | ((dev >> 12) & 0xfff00)}`;
      for (const folder of ['/tmp', '/root', '/var/lib/docker', '/dev']) {
        await asRootMust(host, `mknod ${folder}/pipe p; rm ${folder}/pipe`);
        for (const device of [node, 'c 1 1', 'c 1 11', 'b 7 0', 'c 10 237']) {
          const { stdout } = await asRoot(
            host,
            `mknod ${folder}/node ${device}; test -e ${folder}/node && echo MADE`,
          );
          expect(stdout, `${folder} ${device}`).toMatch(/mknod: .*Operation not permitted\n$/);
        }
      }
      await asRootMust(host, 'mkdir /mnt/t; mount -t tmpfs none /mnt/t; umount /mnt/t');
      const kinds = [
        'devtmpfs',
        'debugfs',
        'tracefs',
        'securityfs',
        'pstore',
        'configfs',
        'efivarfs',
        'ext4',
        'bpf',
      ];
      for (const kind of kinds) {
        await asRoot(host, `mount -t ${kind} none /mnt/t; mount -t ${kind} /dev/vda /mnt/t`);
        expect(await asRootMust(host, 'cat /proc/mounts'), kind).not.toContain(' /mnt/t ');
      }
      const loop = await asRoot(host, 'truncate -s 1M /tmp/disk; losetup -f /tmp/disk && echo LOOP');
      expect(loop.stdout).toMatch(/losetup: /);
      expect(loop.stdout).not.toContain('LOOP');
    });

    test('the device nodes that it shares with the machine are not changed', async () => {
      const before = statSync('/dev/null');
      const tried = await asRoot(
        host,
        'chmod 600 /dev/null; chown 1000 /dev/null; touch -d 2001-01-01 /dev/null',
      );
      expect(tried.stdout.match(/Operation not permitted|Permission denied/g)?.length).toBe(3);
      const { mode, uid, mtimeMs } = statSync('/dev/null');
      expect({ mode, uid }).toEqual({ mode: before.mode, uid: before.uid });
      expect(mtimeMs).toBeGreaterThan(Date.parse('2002-01-01'));
    });

    test('no file of the lab server is found, by its name or through any process', async () => {
      expect(existsSync(secret)).toBe(true);
      const found = await asRoot(
        host,
        `ls -d ${secret} ${lab.stateDir} /mnt/image /mnt/view
      for root in /proc/[0-9]*/root; do ls -d $root${secret}; done
      find / -xdev -name vethlab-secret`,
      );
      expect(
        found.stdout.split('\n').filter((line) => line && !line.startsWith('ls: cannot access')),
      ).toEqual([]);
      const sought = await asRootMust(host, 'touch /root/vethlab-sought; find / -xdev -name vethlab-sought');
      expect(sought).toBe('/root/vethlab-sought\n');
    });

    test('what is written over the image stays on the host', async () => {
      const image = await host.trusted.run(['sha256sum', '/usr/bin/nmap', '/etc/passwd']);
      expect(image.code).toBe(0);
      await asRootMust(host, 'echo x >> /usr/bin/nmap; echo x >> /etc/passwd');
      expect(await asRootMust(host, 'tail -n 1 /etc/passwd')).toBe('x\n');
      for (const one of [host, other]) {
        expect((await one.trusted.run(['sha256sum', '/usr/bin/nmap', '/etc/passwd'])).stdout).toBe(
          image.stdout,
        );
      }
      expect(await other.learnerMust('sha256sum /usr/bin/nmap /etc/passwd')).toBe(image.stdout);
      expect(await other.learnerMust('nmap -V')).toContain('Nmap version');
    });

    test("a setuid program of a host is no one's on the machine, and no ids are had but its own", async () => {
      await asRootMust(host, 'cp /usr/bin/id /usr/local/bin/rootme; chmod 4755 /usr/local/bin/rootme');
      expect(await host.learnerMust('/usr/local/bin/rootme -u')).toBe('0\n');
      await asRootMust(host, 'cp -a /usr/local/bin/rootme /var/lib/docker/rootme');
      const { base, init, router } = recordOf();
      expect(base).toBeGreaterThanOrEqual(1_000_000_000);
      const files = ['/mnt/root/usr/local/bin/rootme', '/mnt/vol/docker/rootme'];
      const seen = await run([
        'nsenter',
        `--mount=/proc/${router.pid}/ns/mnt`,
        'stat',
        '-c',
        '%u %a',
        ...files,
      ]);
      expect(seen.stdout).toBe(`${base} 4755\n${base} 4755\n`);
      // Ids may differ in the folder on the disk where they lie, since no user of the machine can get in there.
      const paths = [
        hostDir(),
        `/proc/${init.pid}/root/usr/local/bin/rootme`,
        `/proc/${router.pid}/root/home`,
      ];
      const asNobody = [
        'setpriv',
        '--reuid=65534',
        '--regid=65534',
        '--clear-groups',
        'sh',
        '-c',
        'ls "$@"',
        'sh',
      ];
      for (const one of paths) {
        expect((await run(['ls', one])).code, one).toBe(0);
        expect((await run([...asNobody, one])).stderr, one).toContain('Permission denied');
      }
      expect((await run([...asNobody, '/usr/bin/ls'])).code).toBe(0);
      await asRootMust(host, 'touch /root/mine; chown 262143 /root/mine');
      const chown = await asRoot(
        host,
        'chown 262144 /root/mine; chown 4294967294 /root/mine; unshare --map-users=0:262144:1 true',
      );
      expect(chown.stdout.match(/Invalid argument|Operation not permitted/g)?.length).toBe(3);
    });
  });

  describe('the network', () => {
    test("the machine's own addresses, ports and abstract sockets are not reached", async () => {
      const server = createHttpServer((_, response) => response.end('lab server')).listen(0);
      const abstract = createHttpServer((_, response) => response.end('lab server')).listen(
        '\0vethlab-isolation',
      );
      await Promise.all([once(server, 'listening'), once(abstract, 'listening')]);
      const { port } = server.address() as AddressInfo;
      const own = Object.values(os.networkInterfaces()).flatMap((list) => list ?? []);
      const places = [
        ...own
          .filter(({ address }) => !address.startsWith('fe80'))
          .map(({ address, family }) => (family === 'IPv6' ? `[${address}]` : address)),
        '192.168.1.1',
        '[::1]',
      ];
      const sockets = ['--abstract-unix-socket vethlab-isolation http://x/'];
      const targets = [...places.map((place) => `http://${place}:${port}/`), ...sockets];
      try {
        expect((await run(['curl', '-s', `http://127.0.0.1:${port}/`])).stdout).toBe('lab server');
        expect((await run(['curl', '-s', ...(sockets[0] as string).split(' ')])).stdout).toBe('lab server');
        for (const target of targets) {
          const tried = await asRoot(host, `curl -sS --max-time 2 ${target}`);
          expect(tried.stdout, target).toMatch(/^curl: \((7|28)\)/);
        }
        // The same tool reaches the host's own addresses.
        expect(await host.learnerMust('curl -s http://127.0.0.1:8888/')).toContain('Hostname');
      } finally {
        server.close();
        abstract.close();
      }
    });

    test("another learner's host is not reached, not even as if it were a neighbour on the same cable", async () => {
      const [, gua = '', ula = ''] = lab.engine.addresses('other');
      for (const address of [gua, ula]) {
        expect(await other.learnerMust(`ping -c 1 -W 2 ${address}`)).toContain(' 0% packet loss');
        const beside = address.replace(/[0-9a-f]+$/, 'fe');
        const tried = await asRoot(
          host,
          `ping -c 1 -W 1 ${address}
        ip -6 addr add ${beside}/64 dev eth0 nodad; ping -c 1 -W 1 ${address}
        ip -6 addr del ${beside}/64 dev eth0`,
        );
        expect(tried.stdout.match(/100% packet loss|Network is unreachable/g)?.length, address).toBe(2);
      }
      const mac = await other.learnerMust('cat /sys/class/net/eth0/address');
      const neighbours = await asRootMust(
        host,
        'ping -c 2 -W 1 ff02::1%eth0 > /dev/null; ip neigh; ip -6 neigh',
      );
      expect(neighbours).toMatch(/lladdr/);
      expect(neighbours).not.toContain(mac.trim());
    });

    test("the LAN's router is not entered through the cable", async () => {
      expect(await asRootMust(host, 'ip -o link show eth0')).toMatch(/link-netnsid 0/);
      // A card on the cable's other side, by the number of its network and of the bridge there.
      const add = (where: string) =>
        `ip link add stray ${where} type macvlan && ip link del stray && echo MADE`;
      expect(await asRootMust(host, add('link eth0'))).toBe('MADE\n');
      const tried = await asRoot(host, add('link if2 link-netnsid 0'));
      expect(tried.stdout).toMatch(/RTNETLINK answers: (Permission denied|Operation not permitted)/);
      expect(tried.stdout).not.toContain('MADE');
      const { pid } = recordOf().router;
      expect((await run(['nsenter', `--net=/proc/${pid}/ns/net`, 'ip', 'link'])).stdout).toMatch(
        /^2: br-lan/m,
      );
    });
  });

  describe('limits', () => {
    const read = (pid: number) => readFileSync(`/proc/${pid}/cgroup`, 'utf8');

    test('no control group is left, and none of its limits opened', async () => {
      const mounts = await asRootMust(
        host,
        `mkdir -p /mnt/v2; mount -t cgroup2 none /mnt/v2; echo /mnt/v2
      for controller in $(awk '!/^#/ { print $1 }' /proc/cgroups); do
        mkdir -p /mnt/v1/$controller; mount -t cgroup -o $controller none /mnt/v1/$controller 2> /dev/null && echo /mnt/v1/$controller
      done; true`,
      );
      const open = await asRootMust(
        host,
        `find /sys/fs/cgroup ${mounts.trim().replaceAll('\n', ' ')} -type f | perl -e '${OPEN_FOR_WRITING}'`,
      );
      const files = open.trim().split('\n');
      expect(files.filter((file) => file.startsWith('/mnt/v1'))).toEqual([]);
      const atTop = files.filter((file) => /^(\/mnt\/v2|\/sys\/fs\/cgroup)\/[^/]*$/.test(file));
      expect(new Set(atTop.map((file) => path.basename(file)))).toEqual(
        new Set(['cgroup.procs', 'cgroup.subtree_control', 'cgroup.threads']),
      );
      await asRoot(host, 'umount /mnt/v1/* /mnt/v2');
    });

    test('a process that a host moves about stays within them', async () => {
      await asRootMust(
        host,
        `mkdir -p /sys/fs/cgroup/mine
      setsid sleep 86397 > /dev/null 2>&1 & echo $! > /sys/fs/cgroup/mine/cgroup.procs`,
      );
      const listed = (await run(['pgrep', '-f', 'sleep 86397'])).stdout.trim().split('\n').map(Number);
      const [moved] = listed.filter((pid) => /unified|0::.*\/mine$/m.test(read(pid)));
      expect(read(moved as number)).toMatch(new RegExp(`^0::/${instanceName(lab.stateDir)}/pi/mine$`, 'm'));
      for (const line of read(recordOf().init.pid)
        .split('\n')
        .filter((one) => /:(memory|pids|cpu):/.test(one))) {
        expect(read(moved as number)).toContain(line);
        expect(line).toContain(`/${instanceName(lab.stateDir)}/pi`);
      }
    });

    test('a host that makes processes without end stops itself only', async () => {
      const bomb =
        'my $n = 0; while (defined(my $pid = fork)) { sleep if !$pid; $n++ } print "$n $!"; kill 9, -getpgrp';
      const { stdout } = await asRoot(other, `setsid perl -e '$| = 1; ${bomb}' 2>&1 | cat`);
      expect(stdout).toMatch(/^\d+ Resource temporarily unavailable/);
      expect(Number.parseInt(stdout, 10)).toBeGreaterThan(500);
      expect(Number.parseInt(stdout, 10)).toBeLessThan(2000);
      expect(await other.learnerMust('id -un')).toBe('pi\n');
    });
  });

  test('a host that switches its machine off is off itself, and nothing else is', async () => {
    const off = 'syscall(REBOOT, 0xfee1dead, 672274793, 0x4321fedc, 0)'.replace(
      'REBOOT',
      String(numberOf('reboot')),
    );
    await asRoot(other, `perl -e '${off}'`);
    await vi.waitFor(async () => expect(await lab.engine.isUp('other')).toBe(false), 60_000);
    expect(await lab.engine.isUp('pi')).toBe(true);
    expect(await host.learnerMust('id -un')).toBe('pi\n');
  });
});
