import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HostAssignments } from './assignments.ts';

let file: string;
beforeEach(() => {
  file = path.join(mkdtempSync(path.join(os.tmpdir(), 'vethlab-')), 'assignments.json');
});
afterEach(() => rmSync(path.dirname(file), { recursive: true }));

test('the next server knows what one server assigned', () => {
  const first = new HostAssignments(file);
  first.set('ada', { host: 'a1', seed: 'lesson', lan: 'a1' });
  first.set('grace', { host: 'b2', seed: 'other', lan: 'b2' });
  const second = new HostAssignments(file);
  expect(second.get('ada')).toEqual({ host: 'a1', seed: 'lesson', lan: 'a1' });
  expect(second.hosts).toEqual(new Set(['a1', 'b2']));
});

test('a host that is gone is forgotten, and its learner keeps scenario and LAN', () => {
  const first = new HostAssignments(file);
  first.set('ada', { host: 'a1', seed: 'lesson', lan: 'a1' });
  first.set('grace', { host: 'b2', seed: 'lesson', lan: 'b2' });
  first.keepOnly(new Set(['b2']));
  const second = new HostAssignments(file);
  expect(second.get('ada')).toEqual({ seed: 'lesson', lan: 'a1' });
  expect(second.get('grace')?.host).toBe('b2');
  expect(second.hosts).toEqual(new Set(['b2']));
});

test('the file keeps the class and the order in which its learners joined', () => {
  const first = new HostAssignments(file);
  for (const [learner, seed] of [
    ['zoe', 'one'],
    ['7', 'two'],
    ['ada', 'three'],
  ] as const) {
    first.set(learner, { host: learner, seed, lan: learner });
  }
  first.set('zoe', { seed: 'one', lan: 'zoe' });
  const second = new HostAssignments(file);
  expect(second.seedsOf(undefined)).toEqual(['one', 'two', 'three']);
  expect(second.classId).toBe(first.classId);
});

test('a file from before there were classes is understood', () => {
  writeFileSync(file, '{"ada":{"host":"a1","seed":"lesson","lan":"a1"}}');
  expect(new HostAssignments(file).get('ada')).toEqual({ host: 'a1', seed: 'lesson', lan: 'a1' });
});

test.each(['', '{', '[]', '{"ada":{"host":1}}', '{"classId":"a","learners":[["ada"]]}'])(
  'a file with %j in it counts as empty',
  (content) => {
    writeFileSync(file, content);
    const assignments = new HostAssignments(file);
    expect(assignments.hosts.size).toBe(0);
    assignments.set('ada', { host: 'a1', seed: 'lesson', lan: 'a1' });
    expect(new HostAssignments(file).get('ada')?.host).toBe('a1');
  },
);
