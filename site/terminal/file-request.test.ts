import { expect, test } from 'vitest';
import { fileRequest } from './file-request.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

test('a program can ask for a file, at a line, as pi or as root', () => {
  expect(fileRequest(`edit;pi;;${base64('/home/pi/Übung 1.yaml')}`)).toEqual({
    path: '/home/pi/Übung 1.yaml',
    sudo: false,
  });
  expect(fileRequest(`edit;root;12;${base64('/etc/hosts')}`)).toEqual({
    path: '/etc/hosts',
    sudo: true,
    line: 12,
  });
});

test.each([
  '',
  'edit',
  'edit;pi;;',
  `save;pi;;${base64('/a')}`,
  `edit;mallory;;${base64('/a')}`,
  `edit;pi;-1;${base64('/a')}`,
  `edit;pi;;${base64('relative')}`,
  `edit;pi;;${base64('/a\n/b')}`,
  `edit;pi;;${base64(`/${'x'.repeat(2000)}`)}`,
  'edit;pi;;/etc/hosts',
  `edit;pi;;${Buffer.from([0x2f, 0xff]).toString('base64')}`,
])('%j asks for nothing', (data) => {
  expect(fileRequest(data)).toBeUndefined();
});
