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

test('what one server assigned the next one knows', () => {
  const first = new HostAssignments(file);
  first.set('ada', { host: 'spare-1', seed: 'lesson' });
  first.set('grace', { host: 'grace', seed: 'other' });
  const second = new HostAssignments(file);
  expect(second.get('ada')).toEqual({ host: 'spare-1', seed: 'lesson' });
  expect(second.hosts).toEqual(new Set(['spare-1', 'grace']));
});

test('hosts that are gone are forgotten for good', () => {
  const first = new HostAssignments(file);
  first.set('ada', { host: 'spare-1', seed: 'lesson' });
  first.set('grace', { host: 'grace', seed: 'lesson' });
  first.keepOnly(new Set(['grace']));
  expect(new HostAssignments(file).get('ada')).toBeUndefined();
  expect(new HostAssignments(file).get('grace')).toBeDefined();
});

test.each(['', '{', '[]', '{"ada":{"host":1}}'])('a file with %j in it counts as empty', (content) => {
  writeFileSync(file, content);
  const assignments = new HostAssignments(file);
  expect(assignments.hosts.size).toBe(0);
  assignments.set('ada', { host: 'ada', seed: 'lesson' });
  expect(new HostAssignments(file).get('ada')?.host).toBe('ada');
});
