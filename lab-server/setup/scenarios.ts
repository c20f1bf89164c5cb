import type { OfCourse } from '../hosts/pool.ts';
import { drawScenario, scenariosOf } from '../hosts/scenario.ts';
import { seedingOf } from '../hosts/seeding.ts';
import type { Settings } from '../settings/table.ts';
import type { PutCourse } from './course.ts';

/**
 * How the learners of each course get their scenarios, by the course's name. SCENARIOS is for courses that draw theirs: one beside the first that
 * names its containers itself has those.
 * @throws SettingError
 */
export function scenariosOfCourses(
  courses: readonly PutCourse[],
  settings: Pick<Settings, 'SCENARIOS'>,
): ReadonlyMap<string, OfCourse> {
  return new Map(
    courses.map(({ place, file }) => {
      const scenarios = scenariosOf(file.scenario);
      const { draw } = scenarios;
      const isDrawn = draw === drawScenario;
      const seeding = seedingOf(isDrawn ? settings : { SCENARIOS: undefined }, scenarios);
      return [place.name, { seeding, draw }];
    }),
  );
}
