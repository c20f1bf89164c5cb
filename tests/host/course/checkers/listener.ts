import { z } from 'zod';
import { defineChecker } from '../../../../checkers/define.ts';
import { readListeners } from '../../../../checkers/observe/listeners.ts';

/** A task: some program must listen on TCP port 7777 of the lab host. */
export default defineChecker({
  answer: z.strictObject({}),
  observe: readListeners,
  judge(_answer, listeners) {
    const program = listeners.find(({ port }) => port === 7777)?.program;
    const evidence = [{ command: 'ss -Htlnp', seen: listeners.map(({ port }) => port).join(' ') }];
    return program === undefined
      ? {
          status: 'incorrect',
          score: 0,
          findings: [{ id: 'closed', tone: 'wrong', text: 'Nothing listens there yet.', evidence }],
        }
      : {
          status: 'correct',
          score: 1,
          findings: [{ id: 'open', tone: 'right', text: `It is ${program}.`, evidence }],
        };
  },
});
