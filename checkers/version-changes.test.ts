import { expect, test } from 'vitest';
import { recorded } from './observe/recorded/host.ts';
import checker, { type ProxyFacts } from './version-changes.ts';

/** Beside the lesson's four: `bare` in the host's network, `lone` with none, and `old`, which does not run. */
const facts: ProxyFacts = JSON.parse(recorded('facts-version-changes.json'));
type Answer = Parameters<typeof checker.judge>[0];
const whale: Answer = {
  container: 'whale',
  version: 'inet',
  source: '172.17.0.1',
  destination: '172.17.0.2',
};
const judge = (changed: Partial<Answer>, seen = facts) => checker.judge({ ...whale, ...changed }, seen);
const ids = (changed: Partial<Answer>) => judge(changed).findings.map(({ id }) => id);

test('any container behind a proxy will do, and the address may have its port', () => {
  expect(judge({})).toMatchObject({ status: 'correct', score: 1 });
  expect(judge({ source: '172.17.0.1.36712', destination: '172.17.0.2:80' }).status).toBe('correct');
  expect(judge({ container: 'seal', source: '10.0.2.100', destination: '10.0.2.100' }).status).toBe(
    'correct',
  );
});

test.each([
  { container: 'whale (Docker)' },
  { container: 'Whale.' },
  { source: '::ffff:172.17.0.1' },
  { source: '172.17.0.1/16', destination: '172.17.0.2.' },
  {
    source: 'eth0 In IP 172.17.0.1.36712 > 172.17.0.2.80: Flags [S], seq 12, win 64240, length 0',
    destination: 'eth0 In IP 172.17.0.1.36712 > 172.17.0.2.80: Flags [S], seq 12, win 64240, length 0',
  },
])('%j is read', (changed) => {
  expect(checker.answer.safeParse({ ...whale, ...changed }).success).toBe(true);
  expect(judge(changed).status).toBe('correct');
});

test('each part that is wrong costs its share', () => {
  expect(judge({ version: 'inet6' })).toMatchObject({ status: 'partial', findings: [{ id: 'version' }] });
  expect(judge({ version: 'inet6' }).score).toBeCloseTo(2 / 3);
  expect(ids({ source: '172.17.0.2', destination: '172.17.0.1' })).toEqual([
    'source-address',
    'destination-address',
  ]);
  expect(judge({ version: 'inet6', source: '::1', destination: '::1' })).toMatchObject({
    status: 'incorrect',
  });
  expect(ids({ source: 'localhost' })).toEqual(['source-address']);
});

test('a container on the LAN, in the host’s network, or that does not exist is wrong', () => {
  expect(ids({ container: 'otter' })).toEqual(['not-behind-port']);
  expect(ids({ container: 'bare' })).toEqual(['not-behind-port']);
  expect(ids({ container: 'old' })).toEqual(['not-running']);
});

test('the answer is none when nothing is published', () => {
  const none = { ...facts, entered: [] };
  const given = { container: 'none', source: 'none', destination: 'none' };
  expect(judge({ ...given, version: 'none' }, none)).toMatchObject({ status: 'correct' });
  expect(judge({}, none)).toMatchObject({ status: 'incorrect' });
  expect(judge({ ...given, version: 'none' }).status).toBe('incorrect');
});

test('no finding says what is seen before that may be shown', () => {
  for (const { text, reveal } of judge({ source: '::1' }).findings) {
    expect(text).not.toContain('172.17.0.1');
    expect(reveal).toContain('172.17.0.1');
  }
});
