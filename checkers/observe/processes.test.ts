import { expect, test } from 'vitest';
import { parseProcesses } from './processes.ts';
import { recorded } from './recorded/host.ts';

const processes = parseProcesses(recorded('ps-procps-4.0.4.txt'));

test('reads each process with its parent and its whole command line', () => {
  const at = (pid: number) => processes.find((one) => one.pid === pid);
  expect(at(1)).toEqual({ pid: 1, ppid: 0, args: '/usr/bin/tini -- /usr/local/sbin/lab-init' });
  expect(at(122)).toEqual({ pid: 122, ppid: 117, args: '/bin/httpd -f -p 80 -h /www' });
  expect(at(117)?.args).toMatch(/ -n seal .* --exit-command-arg /);
});

test('no line is lost', () => {
  const lines = recorded('ps-procps-4.0.4.txt').trimEnd().split('\n');
  expect(processes).toHaveLength(lines.length);
});

test('a process whose command line is empty is there too', () => {
  expect(parseProcesses('   12     2 \n')).toEqual([{ pid: 12, ppid: 2, args: '' }]);
});
