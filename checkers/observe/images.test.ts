import { expect, test } from 'vitest';
import { isNamed, parseDockerImages, parsePodmanImages } from './images.ts';
import { parseDescription } from './instance-images.ts';
import { recorded } from './recorded/host.ts';

test('an image that Podman loaded is told from one that only got another name', () => {
  expect(parsePodmanImages(recorded('podman-5.4.2-images.txt'))).toMatchObject([
    { names: ['localhost/moved:1', 'localhost/vethlab/whoami:latest'], arrivals: 0 },
    { names: ['localhost/own:2', 'docker.io/library/own:1'], arrivals: 2 },
  ]);
  const [, ...withoutEvents] = recorded('podman-5.4.2-images.txt').split('\n').toReversed();
  const list = withoutEvents.at(-1) ?? '';
  expect(parsePodmanImages(list).map(({ arrivals }) => arrivals > 0)).toEqual([false, true]);
  expect(parsePodmanImages('')).toEqual([]);
  const event = (name: string) =>
    `{"ID":"c968d8136d3bd66353ce1454f99f5484b78556ffb20c7e11141f497b599ea365","Name":"${name}","Status":"pull","Type":"image"}`;
  const arrivals = (name: string) => parsePodmanImages(`${list}\n${event(name)}`)[0]?.arrivals;
  expect(arrivals('docker-daemon:moved:1')).toBe(1);
  expect(arrivals('docker-archive:/home/pi/f.tar')).toBe(1);
  expect(arrivals('moved:1')).toBe(0);
});

test('Docker has the same ids, without their prefix', () => {
  const printed = '[{"Id":"sha256:c968","RepoTags":["web:1"]},{"Id":"sha256:aa","RepoTags":null}]';
  expect(parseDockerImages(printed)).toMatchObject([
    { id: 'c968', names: ['web:1'] },
    { id: 'aa', names: [] },
  ]);
});

test('a name may have a registry before it, and no tag behind it', () => {
  expect(isNamed('docker.io/library/moved:1', 'moved:1')).toBe(true);
  expect(isNamed('localhost/vethlab/whoami:latest', 'vethlab/whoami')).toBe(true);
  expect(isNamed('localhost:5000/whoami', 'whoami:latest')).toBe(true);
  expect(isNamed('moved:2', 'moved:1')).toBe(false);
  expect(isNamed('unmoved:1', 'moved:1')).toBe(false);
});

test('an image describes itself in its metadata.yaml, if it does', () => {
  expect(parseDescription('properties:\n  description: "Packed by hand"\n')).toBe('Packed by hand');
  for (const other of ['', 'architecture: x86_64\n', 'properties: {description: [1]}', '{{{', '&a [*a, *a]'])
    expect(parseDescription(other)).toBeUndefined();
});
