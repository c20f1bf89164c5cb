import { expect, test } from 'vitest';
import { groupsOf, matching } from './entries.ts';

const groups = groupsOf({
  course: 'Containers on the Network',
  chapters: [
    { slug: 'two-bridges', title: '4. Two bridges' },
    { slug: 'hands-on', title: '11. Hands on' },
  ],
  exercises: [{ id: 'open-ports', title: '3. Open ports', points: 5, chapter: 'hands-on' }],
});
const entries = groups.flatMap(([, own]) => own);

test('the course, its exercises and its chapters can be linked to', () => {
  expect(entries.map(({ item }) => item)).toEqual([
    { course: true, title: 'Containers on the Network' },
    { exercise: 'open-ports' },
    { chapter: 'two-bridges', title: '4. Two bridges' },
    { chapter: 'hands-on', title: '11. Hands on' },
  ]);
});

test('a chapter is worth as much as its exercises', () => {
  expect(entries.map(({ points }) => points)).toEqual([5, 5, 0, 5]);
});

test.each([
  ['', 4],
  ['ports open', 1],
  ['TWO BRIDGES', 1],
  ['ports bridges', 0],
])('“%s” finds %i of them', (text, count) => {
  expect(matching(entries, text)).toHaveLength(count);
});
