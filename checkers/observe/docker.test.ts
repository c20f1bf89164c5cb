import { expect, test } from 'vitest';
import { ObserveError } from '../define.ts';
import { joinDocker, parseList } from './docker.ts';
import { firsts, recorded } from './recorded/host.ts';

const list = parseList(recorded('docker-26.1.5-containers.txt'));

test('reads every container that the daemon lists, and which of them run', () => {
  expect(list.map(({ name, running }) => [name, running])).toEqual([
    ['lo', true],
    ['hostpid', true],
    ['Odd_name.1', true],
    ['plover', false],
    ['whale', true],
  ]);
  expect(list[4]?.id).toMatch(/^e9bc7038372e[0-9a-f]{52}$/);
});

test('finds each first process by the shim that watches it', () => {
  expect(joinDocker(list, firsts).map(({ name, running, pid }) => [name, running, pid])).toEqual([
    ['lo', true, 1199],
    ['hostpid', true, 728],
    ['Odd_name.1', true, 588],
    ['plover', false, undefined],
    ['whale', true, 377],
  ]);
});

test('a container that the daemon says runs and the kernel does not have is stopped', () => {
  expect(joinDocker(list, []).filter(({ running }) => running)).toEqual([]);
});

test('a container that the daemon says is stopped does not run, whatever is watched under its name', () => {
  const stopped = list.map((one) => ({ ...one, running: false }));
  expect(joinDocker(stopped, firsts).filter(({ running }) => running)).toEqual([]);
});

test('an alias that a link made is not taken for the name', () => {
  const Id = 'e9bc7038372e2b58eb4b10ebff384c21773fdf3f87553bc4b87b8a6ab61e854a';
  const printed = JSON.stringify([{ Id, Names: ['/other/alias', '/whale'], State: 'running' }]);
  expect(parseList(printed)[0]?.name).toBe('whale');
});

test('a paused container runs, and one that waits to be started again does not', () => {
  const of = (State: string) =>
    parseList(JSON.stringify([{ Id: 'e9'.repeat(32), Names: ['/whale'], ImageID: 'sha256:c968', State }]))[0];
  expect(of('paused')).toMatchObject({ running: true, pause: 'paused', imageId: 'c968' });
  expect(of('restarting')).toMatchObject({ running: false, pause: 'restarting' });
  expect(of('running')).not.toHaveProperty('pause');
});

test.each(['', 'null', '{"message":"no"}', '[{"Id":"x","Names":[],"State":"running"}]'])(
  'an answer that is not a list of containers is an error: %s',
  (printed) => {
    expect(() => parseList(printed)).toThrow(ObserveError);
  },
);
