import { expect, test } from 'vitest';
import type { ObservedContainer } from '../observe/container.ts';
import { readNames } from './names.ts';

const containers: ObservedContainer[] = [
  { framework: 'docker', name: 'whale', id: 'e9bc7038372e2b58', running: true },
  { framework: 'incus', name: 'heron', running: true },
  { framework: 'lxd', name: 'heron', running: true },
  { framework: 'lxd', name: 'otter', running: true },
];
const read = (text: string) => {
  const { meant, unread } = readNames(text, containers);
  return [
    meant.map((some) => some.map(({ framework, name }) => `${framework}/${name}`).join('+')).join(' '),
    unread.join(' '),
  ];
};

test.each([
  ['whale', 'docker/whale', ''],
  [' "Whale". ', 'docker/whale', ''],
  ['/whale', 'docker/whale', ''],
  ['whale (Docker)', 'docker/whale', ''],
  ['Docker’s whale', 'docker/whale', ''],
  ["Docker's whale!", 'docker/whale', ''],
  ['docker: whale', 'docker/whale', ''],
  ['the container whale', 'docker/whale', ''],
  ['e9bc7038372e', 'docker/whale', ''],
  ['heron', 'incus/heron+lxd/heron', ''],
  ['heron (Incus)', 'incus/heron', ''],
  ['LXD heron', 'lxd/heron', ''],
  ['whale, otter', 'docker/whale lxd/otter', ''],
  ['whale otter', 'docker/whale lxd/otter', ''],
  ['whale and otter.', 'docker/whale lxd/otter', ''],
  ['whale (Docker), heron (LXD)', 'docker/whale lxd/heron', ''],
  ['- whale\n- otter', 'docker/whale lxd/otter', ''],
  ['whale, old', 'docker/whale', 'old'],
  ['Incus', '', 'Incus'],
  ['none', '', ''],
  ['–', '', ''],
])('%j', (text, meant, unread) => {
  expect(read(text)).toEqual([meant, unread]);
});
