import { expect, test } from 'vitest';
import type { Seeding } from '../../protocol/scenario.ts';
import { namespacesTable } from '../hosts/engines/namespaces/settings.ts';
import { engines } from '../hosts/engines/registry.ts';
import { look, read as readOf } from './read.ts';
import type { Values } from './setting.ts';
import { SettingError } from './setting-error.ts';
import { table as ofAnyEngine } from './table.ts';

const GIB = 2 ** 30;
const table = { ...ofAnyEngine, ...engines.setting, ...namespacesTable };
type Settings = Values<typeof table>;
type Variable = keyof Settings;
const machine = { memory: 8 * GIB, processors: 4 };
const read = (env: Partial<Record<Variable, string | undefined>>) => readOf(table, env, machine);

test('defaults hold for what is not set or empty', () => {
  const expected = {
    CLASS: false,
    ENGINE: 'namespaces',
    HOST: undefined,
    HOST_MAP: true,
    HOST_MEMORY: GIB,
    LAN: 'isolated',
    LOG_LEVEL: 'warn',
    METRICS: 'loopback',
    PARK_AFTER: 60,
    PATIENCE: 1,
    PORT: 8080,
    PREVIEW_PORT: undefined,
    RECORD: true,
    SCENARIOS: undefined,
    SLEEP_AFTER: 5,
    WARM_HOSTS: undefined,
  };
  expect(read({})).toMatchObject(expected);
  expect(read(Object.fromEntries(Object.keys(table).map((name) => [name, ''])))).toEqual(read({}));
});

test.each<[Variable, string, Settings[Variable]]>([
  ['COURSE', 'courses/two bridges', 'courses/two bridges'],
  ['COURSES', '/srv/courses', '/srv/courses'],
  ['CLASS', 'on', true],
  ['HOST', '::1', '::1'],
  ['PORT', '80', 80],
  ['PREVIEW_URL', 'http://pages.example.org:8081', 'http://pages.example.org:8081'],
  ['PUBLIC_URL', 'https://lab.example.org', 'https://lab.example.org'],
  ['PROXIES', '192.0.2.7, fd00::/8', ['192.0.2.7', 'fd00::/8']],
  ['PROXIES', ' , ', []],
  ['TLS_CERT', '/etc/ssl/lab.pem', '/etc/ssl/lab.pem'],
  ['ENGINE', 'machine', 'machine'],
  ['WARM_HOSTS', '0', 0],
  ['WARM_HOSTS', '50', 50],
  ['PARK_AFTER', '0', 0],
  ['PARK_AFTER', '5', 5],
  ['SLEEP_AFTER', '30', 30],
  ['RECORD', 'off', false],
  ['HOST_MAP', 'off', false],
  ['HOST_MEMORY', '1.5G', 1.5 * GIB],
  ['HOST_DISK', '512m', GIB / 2],
  ['PATIENCE', '2.5', 2.5],
  ['PATIENCE', '100', 100],
  ['LOG_LEVEL', 'debug', 'debug'],
  ['METRICS', 'all', 'all'],
  ['XAPI_ENDPOINT', 'https://lrs.example.edu/xapi/', 'https://lrs.example.edu/xapi/'],
  ['XAPI_ENDPOINT', 'http://127.0.0.1:8081/xapi', 'http://127.0.0.1:8081/xapi'],
  ['XAPI_NAMES', 'on', true],
])('%s=%s is understood', (variable, text, value) => {
  expect(read({ [variable]: text })[variable]).toEqual(value);
});

test.each<[string, Seeding]>([
  ['lesson', { scheme: 'fixed', seed: 'lesson' }],
  ['hard-7c2f', { scheme: 'fixed', seed: 'hard-7c2f' }],
  ['class', { scheme: 'class', difficulty: 'medium' }],
  ['class:easy', { scheme: 'class', difficulty: 'easy' }],
  ['learner', { scheme: 'learner', difficulty: 'medium' }],
  ['learner:hard', { scheme: 'learner', difficulty: 'hard' }],
])('SCENARIOS=%s is understood', (text, seeding) => {
  expect(read({ SCENARIOS: text }).SCENARIOS).toEqual(seeding);
});

test.each<[Variable, string, string, string]>([
  ['CLASS', 'yes', 'on or off', 'off'],
  ['PORT', '65536', 'a number from 1 to 65535', '8080'],
  ['PORT', 'http', 'a number from 1 to 65535', '8080'],
  ['PREVIEW_PORT', '0', 'a number from 1 to 65535', 'the one after PORT, or any'],
  ['PREVIEW_URL', 'pages.example.org', 'an address without a path, such as http://', 'the name that'],
  ['PREVIEW_URL', 'http://pages.example.org/labs', 'an address without a path', 'the name that'],
  [
    'PUBLIC_URL',
    'lab.example.org',
    'an address without a path, such as http',
    'the address that it listens on',
  ],
  ['PROXIES', 'proxy.example.org', 'addresses or networks with commas between', 'with PUBLIC_URL'],
  ['PROXIES', '192.0.2.7/33', 'addresses or networks with commas between', 'with PUBLIC_URL'],
  ['PROXIES', '192.0.2.0/24/1', 'addresses or networks with commas between', 'with PUBLIC_URL'],
  ['ENGINE', 'docker', 'namespaces, incus or machine', 'namespaces'],
  ['SCENARIOS', 'two words', '“lesson” or another seed for all, “class” for', 'what the course says'],
  ['SCENARIOS', 'learner:', 'as learner:hard (easy, medium, hard)', 'what the course says'],
  ['SCENARIOS', 'class:harder', 'as learner:hard', 'what the course says'],
  ['SCENARIOS', 'fixed:lesson', 'as learner:hard', 'what the course says'],
  ['WARM_HOSTS', '51', 'a number from 0 to 50', '1 from 4 GB of memory on, else 0'],
  ['PARK_AFTER', '-1', 'a number of minutes from 1 to 10080, or 0 for never', '60'],
  ['PARK_AFTER', 'never', 'a number of minutes from 1 to 10080, or 0 for never', '60'],
  ['PARK_AFTER', '10081', 'a number of minutes from 1 to 10080, or 0 for never', '60'],
  ['SLEEP_AFTER', '1.5', 'a number of minutes from 1 to 10080, or 0 for never', '5'],
  ['RECORD', 'no', 'on or off', 'on'],
  ['HOST_MAP', 'exam', 'on or off', 'on'],
  ['HOST_MEMORY', '9G', 'a size from 256M to 8G, as 512M or 1.5G', '1G'],
  ['HOST_MEMORY', '512', 'a size from 256M to 8G', '1G'],
  ['HOST_DISK', '100M', 'a size from 256M to 1024G', '2G'],
  ['HOST_CPUS', '5', 'a number of processors from 0.1 to 4', '3'],
  ['HOST_PROCESSES', '2.5', 'a number from 300 to 30000', '2000'],
  ['HOST_PROCESSES', '1e3', 'a number from 300 to 30000', '2000'],
  ['HOST_FILES', 'unlimited', 'a number from 1024 to 1048576', '16384'],
  ['HOST_PACKETS', '-1', 'a number from 1000 to 10000000', '80000'],
  ['LAN', 'open', 'isolated or shared', 'isolated'],
  ['LAN_GUA', 'fd10::/16', 'a prefix of 16 to 48 bits within 2000::/3, as 2001:db8::/32', '2001:db8::/32'],
  ['LAN_GUA', '2001:db8::/64', 'a prefix of 16 to 48 bits', '2001:db8::/32'],
  ['LAN_GUA', '2001:db8::1/32', 'a prefix of 16 to 48 bits', '2001:db8::/32'],
  ['LAN_GUA', '2001:db8::', 'a prefix of 16 to 48 bits', '2001:db8::/32'],
  ['LAN_ULA', '2001:db8::/32', 'a prefix of 16 to 48 bits within fc00::/7, as fd10::/16', 'fd10::/16'],
  ['LAN_ULA', '192.168.0.0/16', 'a prefix of 16 to 48 bits', 'fd10::/16'],
  ['PATIENCE', '0.5', 'a number from 1 to 100', '1'],
  ['PATIENCE', 'long', 'a number from 1 to 100', '1'],
  ['LOG_LEVEL', 'loud', 'warn, info, debug', 'warn'],
  ['METRICS', 'everyone', 'loopback or all', 'loopback'],
  ['XAPI_ENDPOINT', 'http://lrs.example.edu/xapi/', 'an address with https, as https://', 'nobody is told'],
  ['XAPI_ENDPOINT', 'https://key:secret@lrs.example.edu/', 'an address with https', 'nobody is told'],
])(
  '%s=%s is refused, with what may stand there and what it is without it',
  (variable, text, may, without) => {
    const error = look(table, { [variable]: text }, machine).wrong[0];
    expect(error).toBeInstanceOf(SettingError);
    expect(error).toMatchObject({ variable, given: text });
    expect(error?.message).toMatch(new RegExp(`^${variable} must be `));
    expect(error?.message).toContain(may);
    expect(error?.message).toContain(`, not ${text}. Leave it out for ${without}`);
  },
);

test('a prefix that learners share may have fewer bits', () => {
  expect(read({ LAN_GUA: '2001:db8::/48' }).LAN_GUA.length).toBe(48);
  expect(() => read({ LAN_GUA: '2001:db8::/48', LAN: 'shared' })).toThrow(
    'LAN_GUA must be a prefix of 16 to 40 bits',
  );
});

test('all faults are found at once, and the default takes the place of each', () => {
  const { settings, set, wrong } = look(table, { PORT: 'x', HOST_MAP: 'exam', RECORD: 'off' }, machine);
  expect(wrong.map(({ variable }) => variable)).toEqual(['PORT', 'HOST_MAP']);
  expect(set).toEqual(['PORT', 'RECORD', 'HOST_MAP']);
  expect(settings).toMatchObject({ PORT: 8080, HOST_MAP: true, RECORD: false });
  expect(() => read({ PORT: 'x' })).toThrow(SettingError);
});
