// Before each file of tests that need hosts or a browser: vitest's setup file, apart from evidence.ts, which measurements import without vitest.
import { afterEach } from 'vitest';
import { gather } from './evidence.ts';

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await gather(task);
});
