import { RecheckRequest } from '../desk/grades.ts';
import { Begun, CheckpointRequest, ResetReport, ResetRequest } from '../desk/reset.ts';
import { contract } from './contract.ts';
import { aReset, CLASS, ofClass } from './params.ts';

export const reset = contract({
  method: 'post',
  path: `${CLASS}/resets`,
  access: 'class',
  summary: 'Reset hosts, terminals, attempts, hints or notes',
  description:
    'With `dryRun` it says what would go. Attempts, hints and notes can be brought back for ten minutes; hosts and terminals can not.',
  params: ofClass,
  body: ResetRequest,
  answer: { status: 200, description: 'What went, or would.', schema: ResetReport },
  problems: ['unknown-learner', 'unknown-exercise'],
  limit: { perMinute: 30, per: 'instructor', what: 'resets' },
});

export const undo = contract({
  method: 'post',
  path: `${CLASS}/resets/{reset}/undo`,
  access: 'class',
  summary: 'Bring back what a reset took',
  params: { ...ofClass, reset: aReset },
  answer: { status: 200, description: 'What came back.', schema: ResetReport },
  problems: ['unknown-reset', 'undo-over'],
});

export const checkpoint = contract({
  method: 'post',
  path: `${CLASS}/checkpoints`,
  access: 'class',
  summary: 'Bring hosts to where they are after an exercise',
  description:
    'Fresh hosts, on which solve.sh of each task up to that exercise is run. Follow `doing` on the wall.',
  params: ofClass,
  body: CheckpointRequest,
  answer: { status: 202, description: 'It has begun.', schema: Begun },
  problems: ['unknown-learner', 'unknown-exercise'],
  limit: { perMinute: 30, per: 'instructor', what: 'checkpoints' },
});

export const recheck = contract({
  method: 'post',
  path: `${CLASS}/rechecks`,
  access: 'class',
  summary: 'Check the answers that stand against the hosts as they are now',
  description: 'What was there before stays on record. Follow `doing` on the wall.',
  params: ofClass,
  body: RecheckRequest,
  answer: { status: 202, description: 'It has begun.', schema: Begun },
  problems: ['unknown-learner', 'unknown-exercise'],
  limit: { perMinute: 30, per: 'instructor', what: 'rechecks' },
});
