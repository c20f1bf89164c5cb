import { expect, test } from 'vitest';
import { numberIn, numbersIn } from './numbers.ts';

const NMAP = `Starting Nmap 7.95 ( https://nmap.org ) at 2026-11-29 02:10 UTC
Nmap scan report for pi (192.168.1.10)
Host is up (0.0000050s latency).
Not shown: 65532 closed tcp ports (reset)
PORT     STATE  SERVICE
22/tcp   open   ssh
8080/tcp open   http-proxy
9999/tcp closed abyss
Nmap done: 1 IP address (1 host up) scanned in 1.10 seconds`;
const SS = `State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process
LISTEN 0      4096         0.0.0.0:22        0.0.0.0:*     users:(("sshd",pid=12,fd=3))
LISTEN 0      4096               *:8080            *:*     users:(("rootlessport",pid=812,fd=10))`;
const NETSTAT = `Proto Recv-Q Send-Q Local Address Foreign Address State PID/Program name
tcp   0 0 0.0.0.0:22 0.0.0.0:* LISTEN 12/sshd
tcp6  0 0 :::8080    :::*      LISTEN 812/rootlessport`;

test.each([
  ['nmap', NMAP],
  ['nmap on one line', NMAP.replaceAll('\n', ' ')],
  ['ss', SS],
  ['netstat', NETSTAT],
  ['a list with its words', 'Ports 22 and 8080.'],
  ['nmap’s own writing', '22/tcp, 8080/tcp'],
])('ports from what %s prints', (_, text) => {
  expect(numbersIn(text, 'ports')).toEqual({ value: [22, 8080] });
});

test.each([
  [
    'incus ls -c n,p',
    '+-------+------+\n| NAME  | PID  |\n+-------+------+\n| heron | 2134 |\n+-------+------+',
  ],
  [
    'docker top',
    'UID    PID    PPID   C  STIME TTY TIME     CMD\nroot   2134   2100   0  10:22 ?   00:00:00 httpd',
  ],
  ['lsns', '        NS TYPE NPROCS   PID USER COMMAND\n4026532572 net       2  2134 root /init'],
])('process ids from what %s prints', (_, text) => {
  expect(numbersIn(text, 'anything')).toEqual({ value: [2134] });
});

test('0 is a number, and what is none is named', () => {
  expect(numbersIn('0, 364', 'anything')).toEqual({ value: [0, 364] });
  expect(numbersIn('364, whale', 'anything')).toEqual({ value: [], unread: 'whale' });
});

test.each([
  ['3', 3],
  ['3.', 3],
  ['3 containers', 3],
  ['three', 3],
  ['drei', 3],
  ['= 3', 3],
  ['12', 12],
  ['3 or 4', undefined],
  ['3.5', undefined],
  ['-3', undefined],
  ['many', undefined],
])('%s is the number %s', (text, value) => {
  expect(numberIn(text)).toBe(value);
});
