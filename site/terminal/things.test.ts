import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { offersFor } from './offers.ts';
import { thingsIn } from './things.ts';

/** The things in the last of these lines. */
function last(...lines: string[]) {
  const [line = '', ...above] = lines.reverse();
  return thingsIn(line, above).map(({ thing, start, end }) => ({ ...thing, text: line.slice(start, end) }));
}

test('finds addresses of both families, and nothing that only looks like one', () => {
  expect(last('inet 192.168.1.10/24 brd 192.168.1.255 scope global eth0')).toEqual([
    { kind: 'address', address: '192.168.1.10', text: '192.168.1.10' },
    { kind: 'address', address: '192.168.1.255', text: '192.168.1.255' },
  ]);
  expect(last('inet6 2001:db8:12:34:ba27:ebff:fe12:3456/64 scope global').map(({ text }) => text)).toEqual([
    '2001:db8:12:34:ba27:ebff:fe12:3456',
  ]);
  for (const line of [
    'link/ether b8:27:eb:12:34:56 brd ff:ff:ff:ff:ff:ff',
    '12:34:56 up 1 day',
    'tcp 0 0 0.0.0.0:22 :::* LISTEN',
    'version 1.2.3.4.5, 300.1.1.1',
    'Foo::Bar and a::',
  ])
    expect(
      last(line).filter(({ text }) => text !== 'a::'),
      line,
    ).toEqual([]);
});

test('every address in real output of ip is found', () => {
  const lines = readFileSync(
    path.join(import.meta.dirname, '../../checkers/observe/recorded/ip-iproute2-6.15-addr.txt'),
    'utf8',
  );
  const shown = lines.match(/"local": ?"([^"]+)"/g)?.map((local) => local.split('"')[3]) ?? [];
  expect(shown.length).toBeGreaterThan(3);
  for (const address of shown) {
    expect(last(`    inet6 ${address}/64 scope global`).map(({ text }) => text)).toContain(address);
  }
});

test('finds the process that holds a port, in netstat and in ss', () => {
  const netstat = 'tcp6   0   0 :::8888    :::*    LISTEN   703/docker-proxy';
  expect(last(netstat)).toContainEqual({ kind: 'process', pid: 703, text: '703' });
  expect(last('users:(("rootlessport",pid=636,fd=11))')).toEqual([
    { kind: 'process', pid: 636, text: '636' },
  ]);
  expect(last('https://example.net/12/path and 3/4')).toEqual([]);
});

test('reads a number below PID, not one elsewhere, and not past the next prompt', () => {
  const table = [
    'pi@pi:~$ sudo lsns -t net',
    '        NS TYPE NPROCS   PID USER    NETNSID NSFS COMMAND',
    '4026532255 net      12     1 root unassigned      /usr/bin/tini -- /usr/local/sbin/lab-init',
    '4026532637 net       2   354 root          0      /bin/httpd -f -p 80',
  ];
  expect(last(...table)).toEqual([{ kind: 'process', pid: 354, text: '354' }]);
  expect(last(...table, 'pi@pi:~$ seq 354', '                         354')).toEqual([]);
  expect(last(' PID TTY          TIME CMD', '1234 pts/0    00:00:00 bash')).toEqual([
    { kind: 'process', pid: 1234, text: '1234' },
  ]);
});

test.each([
  ['docker ps', 'docker'],
  ['podman ps', 'podman'],
] as const)('knows a container in the list of %s', (command, framework) => {
  const table = [
    `pi@pi:~$ ${command}`,
    'CONTAINER ID   IMAGE     COMMAND         STATUS         PORTS                  NAMES',
    'f5e533b4d204   whoami    "httpd -f"      Up 2 minutes   0.0.0.0:8888->80/tcp   whale',
  ];
  expect(last(...table)).toEqual([{ kind: 'container', name: 'whale', framework, text: 'whale' }]);
});

test.each([
  ['incus ls', 'incus'],
  ['lxc list', 'lxd'],
] as const)('knows a container in the table of %s', (command, framework) => {
  const table = [
    `pi@pi:~$ ${command}`,
    '+-------+---------+---------------------+',
    '| NAME  |  STATE  |        IPV4         |',
    '+-------+---------+---------------------+',
    '| heron | RUNNING | 192.168.1.63 (eth0) |',
  ];
  expect(last(...table)).toEqual([
    { kind: 'container', name: 'heron', framework, text: 'heron' },
    { kind: 'address', address: '192.168.1.63', text: '192.168.1.63' },
  ]);
  expect(offersFor({ kind: 'container', name: 'heron', framework })[0]?.command).toBe(
    framework === 'incus' ? 'incus info heron' : 'lxc info heron',
  );
});

test('an IPv6 address is put in brackets where a URL needs them', () => {
  const commands = offersFor({ kind: 'address', address: '2001:db8::1' }).map(({ command }) => command);
  expect(commands).toContain("curl 'http://[2001:db8::1]/'");
  expect(commands).toContain('ping -c 3 2001:db8::1');
});
