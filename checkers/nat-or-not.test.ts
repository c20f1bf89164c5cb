import { expect, test } from 'vitest';
import { ObserveError } from './define.ts';
import checker from './nat-or-not.ts';
import { recorded } from './observe/recorded/host.ts';

/** Beside the lesson's four: `bare` in the host's network, `lone` with none, and `old`, which does not run. */
const facts: Parameters<typeof checker.judge>[1] = JSON.parse(recorded('facts-nat-or-not.json'));
const proof = ['gateway' as const, 'address' as const];
const judge = (
  direct: string,
  behind: string,
  evidence: Parameters<typeof checker.judge>[0]['evidence'] = proof,
) => checker.judge({ direct, behind, evidence }, facts);
const ids = (...given: Parameters<typeof judge>) => judge(...given).findings.map(({ id }) => id);

test('members of the LAN, those behind the host, and the right proof are correct', () => {
  expect(judge('heron, otter', 'whale seal')).toMatchObject({ status: 'correct', score: 1 });
});

test('names are read with what stands beside them', () => {
  expect(judge('heron (Incus), otter (LXD).', 'whale and seal').status).toBe('correct');
  expect(judge('- heron\n- otter', 'Docker: whale, Podman: seal').status).toBe('correct');
  expect(ids('heron otter', 'whale seal, Incus')).toEqual(['not-running']);
});

test('a container in the host’s network, or in none, may stand anywhere', () => {
  expect(judge('heron otter bare', 'whale seal lone').status).toBe('correct');
  expect(judge('heron otter lone', 'whale seal bare').status).toBe('correct');
});

test('wrong entries are counted and not named', () => {
  expect(ids('heron otter whale', 'seal')).toEqual(['behind-host']);
  expect(ids('heron', 'whale seal otter')).toEqual(['on-lan']);
  expect(ids('heron', 'whale seal')).toEqual(['left-out']);
  expect(ids('heron otter', 'whale seal heron')).toEqual(['both-ways']);
  expect(ids('heron otter old', 'whale seal')).toEqual(['not-running']);
  for (const { text } of judge('heron', 'seal').findings) expect(text).not.toMatch(/whale|otter/);
});

test('a fact that both kinds show proves nothing', () => {
  expect(ids('heron otter', 'whale seal', ['gateway', 'address', 'veth'])).toEqual(['weak-evidence']);
  expect(ids('heron otter', 'whale seal', ['gateway'])).toEqual(['evidence-missed']);
  expect(judge('none', 'none', proof)).toMatchObject({ findings: [{ id: 'left-out' }] });
  expect(judge('whale seal', 'heron otter', ['gateway', 'address']).score).toBeLessThan(1);
});

test('a container to which a program shows the host’s own address is behind it', () => {
  const [view] = facts.views.filter(({ container }) => container.name === 'seal');
  const links = facts.host.filter(({ name }) => name === 'eth0');
  const pasta = { ...facts, views: facts.views.map((one) => (one === view ? { ...one, links } : one)) };
  const answer = { direct: 'heron otter', behind: 'whale seal', evidence: proof };
  expect(checker.judge(answer, pasta).status).toBe('correct');
});

test('on a host without a way out nobody can tell', () => {
  const answer = { direct: 'heron otter', behind: 'whale seal', evidence: proof };
  expect(() => checker.judge(answer, { ...facts, routers: [] })).toThrow(ObserveError);
});

test('no finding says how many are wrong, since of two kinds one can guess', () => {
  for (const { text } of judge('whale seal', 'heron', ['veth']).findings) expect(text).not.toMatch(/\d/);
});
