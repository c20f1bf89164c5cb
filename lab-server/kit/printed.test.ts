import { expect, test } from 'vitest';
import { unlike } from './printed.ts';

const shown = `NS          PID  COMMAND
…
<NS>   <PID>  /bin/httpd -f …`;
const printed = `        NS   PID COMMAND
4026532259     1 /sbin/init
4026532572   362 /bin/httpd -f -p 80 -h /www
`;

test('a word, the rest of a line and any lines may differ, and columns may be wider', () => {
  expect(unlike(shown, printed)).toBeNull();
  expect(unlike('…', printed)).toBeNull();
  expect(unlike('…', '')).toBeNull();
  expect(unlike('', '')).toBeNull();
});

test('text that is shown and was not printed is named, with the printed text', () => {
  expect(unlike(shown, printed.replace('httpd', 'nginx'))).toContain('“<NS>   <PID>  /bin/httpd -f …”');
  expect(unlike(shown, printed.replace('httpd', 'nginx'))).toContain('/bin/nginx');
});

test('text that was printed and is not shown is named too', () => {
  expect(unlike('one', 'one\ntwo')).toContain('nothing more');
  expect(unlike('…\none', 'one\ntwo')).not.toBeNull();
  expect(unlike('one\n…', 'one\ntwo')).toBeNull();
});

test('several places that stand for any lines find the one that fits', () => {
  expect(unlike('…\nb\n…\nc', 'a\nb\nb\nx\nc')).toBeNull();
  expect(unlike('…\nb\nc', 'b\nx\nb\nc')).toBeNull();
});

test('characters with a meaning in a pattern are plain text, and so is an interface’s list of flags', () => {
  expect(unlike('a.b (c) [d]* $', 'a.b (c) [d]* $')).toBeNull();
  expect(unlike('a.b', 'axb')).not.toBeNull();
  expect(unlike('<BROADCAST,UP> mtu', '<BROADCAST,UP> mtu')).toBeNull();
  expect(unlike('<BROADCAST,UP> mtu', 'other mtu')).not.toBeNull();
});

test('text that is written over, and curl’s progress without a terminal, are not seen', () => {
  const meter = `  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current
                                 Dload  Upload   Total   Spent    Left  Speed
\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0\r100   253    0   253    0     0   8043      0 --:--:-- --:--:-- --:--:--  8161
`;
  expect(unlike('Hostname: <id>', `${meter}Hostname: 6fd77b6fc1b4\n`)).toBeNull();
  expect(unlike('done', 'Unpacking: 4%\rUnpacking: 100%\rdone\n')).toBeNull();
});
