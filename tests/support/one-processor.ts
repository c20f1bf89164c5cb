// Before each file of tests that need hosts or a browser: the file and all that it starts keep to one processor, each of the two files that
// run at a time to its own. A lab host then takes 6.5 s of processor time where it takes 7.8, for its programs wake one another without
// asking the other processor.
import os from 'node:os';
import { must } from '../../lab-server/common/exec.ts';
import { environment } from '../../lab-server/settings/environment.ts';

/** vitest counts from 1 the files that run at a time. */
const processor = Number(environment.VITEST_POOL_ID ?? 1) % os.cpus().length;
await must(['taskset', '--all-tasks', '--cpu-list', '--pid', String(processor), String(process.pid)]);
