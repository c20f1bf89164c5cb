import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, the longest first: begun at last, one of them would run alone in the end. */
const LONGEST = [
  'host/container-image',
  'host/exercises',
  'host/start',
  'host/killed',
  'host/rest-killed',
  'browser/desk',
  'browser/look',
  'browser/class-look',
  'host/rest',
  'host/sleeping',
  'host/isolation',
  'browser/proxy',
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
