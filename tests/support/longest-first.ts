import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, the longest first: begun at last, one of them would run alone in the end. */
const LONGEST = [
  'host/exercises',
  'host/container-image',
  'browser/class-look',
  'browser/desk',
  'host/start',
  'host/rest-killed',
  'browser/look',
  'host/rest',
  'browser/typing',
  'browser/map',
  'host/excess',
  'browser/class',
  'browser/rest',
  'host/isolation',
  'host/sleeping',
];

/** The order of test files: the longest before the others, which keep vitest's own. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = LONGEST.findIndex((name) => moduleId.endsWith(`tests/${name}.test.ts`));
      return found < 0 ? LONGEST.length : found;
    };
    return (await super.sort(files)).sort((one, other) => place(one) - place(other));
  }
}
