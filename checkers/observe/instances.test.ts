import { expect, test } from 'vitest';
import { ObserveError } from '../define.ts';
import { joinInstances, parseInstances } from './instances.ts';
import { firsts, recorded } from './recorded/host.ts';

const incus = parseInstances(recorded('incus-6.0.4-instances.txt'), 'incus');
/** The image's own description. */
const image = 'vethlab whoami page';
const imageId = '33b67ac31269556ea9e445b9d76811f9696bc403236785c08afa4d374369b360';
const lxd = parseInstances(recorded('lxd-5.0.2-instances.txt'), 'lxd');

test("reads Incus's containers of every project", () => {
  expect(incus).toEqual([
    { name: 'heron', lxcName: 'heron', running: true, image, imageId },
    { name: 'spare', lxcName: 'spare', running: false, image, imageId },
    { name: 'aside', lxcName: 'p2_aside', running: true, image, imageId },
  ]);
});

test("reads LXD's containers", () => {
  expect(lxd).toEqual([
    { name: 'dab', lxcName: 'dab', running: false, image, imageId },
    { name: 'otter', lxcName: 'otter', running: true, image, imageId },
  ]);
});

test('finds each first process by the monitor of its own framework', () => {
  expect(joinInstances(incus, firsts, 'incus').map(({ name, pid }) => [name, pid])).toEqual([
    ['heron', 192],
    ['spare', undefined],
    ['aside', 1258],
  ]);
  expect(joinInstances(lxd, firsts, 'lxd').map(({ name, pid }) => [name, pid])).toEqual([
    ['dab', undefined],
    ['otter', 186],
  ]);
});

test('one framework does not take the process of the other, under the same name', () => {
  const namesake = [{ name: 'otter', lxcName: 'otter', running: true }];
  expect(joinInstances(namesake, firsts, 'incus')[0]?.running).toBe(false);
});

test('an instance that the daemon says is stopped does not run, whatever is watched under its name', () => {
  const stopped = lxd.map((one) => ({ ...one, running: false }));
  expect(joinInstances(stopped, firsts, 'lxd').filter(({ running }) => running)).toEqual([]);
});

test('a daemon without instances has none', () => {
  expect(parseInstances('{"type":"sync","metadata":null}', 'incus')).toEqual([]);
});

test('an error of the daemon is an error, with its name', () => {
  expect(() => parseInstances('{"type":"error","error":"not authorized"}', 'lxd')).toThrow(ObserveError);
  expect(() => parseInstances('{"type":"error","error":"not authorized"}', 'lxd')).toThrow(/^lxd on your/);
});
