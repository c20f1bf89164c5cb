import { expect, test } from 'vitest';
import { HostWork } from './host-work.ts';

/** A HostWork whose clock shows what the test says. */
function watched() {
  let ms = 0;
  const work = new HostWork(() => ms);
  const after = (seconds: number) => {
    ms += seconds * 1000;
  };
  return { work, after };
}

test('the time to make a host is the time its learner waits, including the wait for its turn', () => {
  const { work, after } = watched();
  work.becomes('ada', 'queued');
  after(3);
  work.becomes('ada', 'starting');
  after(2);
  expect(work.becomes('ada', 'ready')).toEqual({ work: 'create', outcome: 'ready', seconds: 5 });
});

test('a host that was parked and came back was not made anew, and its reset is timed as a reset', () => {
  const { work, after } = watched();
  work.becomes('ada', 'ready');
  expect(work.becomes('ada', 'parked')).toBeUndefined();
  expect([work.inState('parked'), work.inState('ready')]).toEqual([1, 0]);
  after(3600);
  expect(work.becomes('ada', 'ready')).toBeUndefined();
  work.becomes('ada', 'parked');
  after(3600);
  work.becomes('ada', 'resetting');
  after(2);
  expect(work.becomes('ada', 'ready')).toEqual({ work: 'reset', outcome: 'ready', seconds: 2 });
});

test('a reset that waits for its turn is a reset, and one that fails says so', () => {
  const { work, after } = watched();
  work.becomes('ada', 'ready');
  after(60);
  for (const state of ['resetting', 'queued', 'resetting'] as const) {
    expect(work.becomes('ada', state)).toBeUndefined();
    after(1);
  }
  expect(work.becomes('ada', 'failed')).toEqual({ work: 'reset', outcome: 'failed', seconds: 3 });
  work.becomes('ada', 'starting');
  after(1);
  expect(work.becomes('ada', 'ready')).toEqual({ work: 'create', outcome: 'ready', seconds: 1 });
});

test('a host that was kept ready took no time, and a host that is shut down from inside was not being made', () => {
  const { work, after } = watched();
  expect(work.becomes('ada', 'ready')).toEqual({ work: 'create', outcome: 'ready', seconds: 0 });
  after(60);
  expect(work.becomes('ada', 'ready')).toBeUndefined();
  expect(work.becomes('ada', 'failed')).toBeUndefined();
});

test("learners' hosts do not disturb each other's clocks, and are counted by state", () => {
  const { work, after } = watched();
  work.becomes('ada', 'starting');
  after(1);
  work.becomes('grace', 'starting');
  after(1);
  expect(work.inState('starting')).toBe(2);
  expect(work.becomes('grace', 'ready')?.seconds).toBe(1);
  expect(work.becomes('ada', 'ready')?.seconds).toBe(2);
  expect([work.inState('starting'), work.inState('ready')]).toEqual([0, 2]);
});
