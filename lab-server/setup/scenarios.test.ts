import { expect, test } from 'vitest';
import { CourseFile } from '../../protocol/course.ts';
import { folders, placeBeside } from './folders.ts';
import { scenariosOfCourses } from './scenarios.ts';

const course = (scenario: unknown) => CourseFile.parse({ title: 'A', summary: 'B', scenario });
const SCENARIOS = { scheme: 'learner', difficulty: 'hard' } as const;

test('SCENARIOS is for courses that draw theirs; one beside the first that names its containers has those', () => {
  const all = scenariosOfCourses(
    [
      { place: folders, file: course('lesson') },
      { place: placeBeside('drawn'), file: course('medium-7') },
      { place: placeBeside('own'), file: course([]) },
    ],
    { SCENARIOS },
  );
  expect([...all.keys()]).toEqual([folders.name, 'drawn', 'own']);
  expect([...all.values()].map(({ seeding }) => seeding)).toEqual([
    SCENARIOS,
    SCENARIOS,
    { scheme: 'fixed', seed: 'course' },
  ]);
  expect(all.get('own')?.draw('course').containers).toEqual([]);
});

test('without SCENARIOS each course has its own', () => {
  const all = scenariosOfCourses(
    [
      { place: folders, file: course('lesson') },
      { place: placeBeside('drawn'), file: course('medium-7') },
    ],
    { SCENARIOS: undefined },
  );
  expect(all.get('drawn')?.seeding).toEqual({ scheme: 'fixed', seed: 'medium-7' });
});
