import { RecheckRequest } from '../../../protocol/desk/grades.ts';
import { Begun, CheckpointRequest, ResetReport, ResetRequest } from '../../../protocol/desk/reset.ts';
import type { Errands } from '../../classes/errands.ts';
import type { Resetting } from '../../classes/resetting.ts';
import type { Catalog, CourseExercise } from '../../grading/catalog.ts';
import type { Marking } from '../../grading/marking.ts';
import type { Learners } from '../../store/learners.ts';
import { HttpProblem } from '../problem.ts';
import { classRoute, type Route } from '../route.ts';
import { membersOf } from './desk-wall.ts';
import { exerciseNamed } from './exercises.ts';

interface Parts {
  resetting: Resetting;
  errands: Errands;
  learners: Learners;
  marking: Marking;
  catalog: Catalog;
}

/** Beginning anew, going to a checkpoint, and checking again: for one learner, several, or all. */
export function deskResetRoutes({ resetting, errands, learners, marking, catalog }: Parts): Route[] {
  return [
    classRoute(
      {
        method: 'post',
        path: '/resets',
        summary: 'Reset hosts, terminals, attempts, hints or notes',
        description:
          'With `dryRun` it says what would go. Attempts, hints and notes can be brought back for ten minutes; hosts and terminals can not.',
        body: ResetRequest,
        success: { status: 200, description: 'What went, or would.', schema: ResetReport },
        problems: ['unknown-learner', 'unknown-exercise'],
      },
      ({ group, body, instructor }) => {
        const { learners: ids, ...request } = body;
        for (const id of request.exercises ?? []) exerciseNamed(marking, id);
        return resetting.reset(group, membersOf(learners.of(group.id), ids), request, instructor);
      },
    ),
    classRoute(
      {
        method: 'post',
        path: '/resets/{reset}/undo',
        summary: 'Bring back what a reset took',
        success: { status: 200, description: 'What came back.', schema: ResetReport },
        problems: ['unknown-reset', 'undo-over'],
      },
      ({ group, params, instructor }) => {
        const { reset = '' } = params;
        return resetting.undo(group, /^\d{1,15}$/.test(reset) ? Number(reset) : 0, instructor);
      },
    ),
    classRoute(
      {
        method: 'post',
        path: '/checkpoints',
        summary: 'Bring hosts to where they are after an exercise',
        description:
          'Fresh hosts, on which solve.sh of each task up to that exercise is run. Follow `doing` on the wall.',
        body: CheckpointRequest,
        success: { status: 202, description: 'It has begun.', schema: Begun },
        problems: ['unknown-learner', 'unknown-exercise'],
      },
      ({ group, body, instructor }) => {
        const last = exerciseNamed(marking, body.exercise);
        const tasks = [...catalog.values()].filter(({ isTask, number }) => isTask && number <= last.number);
        return errands.checkpoint(group, membersOf(learners.of(group.id), body.learners), tasks, instructor);
      },
    ),
    classRoute(
      {
        method: 'post',
        path: '/rechecks',
        summary: 'Check the answers that stand against the hosts as they are now',
        description: 'What was there before stays on record. Follow `doing` on the wall.',
        body: RecheckRequest,
        success: { status: 202, description: 'It has begun.', schema: Begun },
        problems: ['unknown-learner', 'unknown-exercise'],
      },
      ({ group, body, instructor }) => {
        const exercises: CourseExercise[] =
          body.exercises === 'all'
            ? [...catalog.values()]
            : body.exercises.map((id) => exerciseNamed(marking, id));
        if (exercises.length === 0) throw new HttpProblem('unknown-exercise', 'The course has no exercises.');
        return errands.recheck(group, membersOf(learners.of(group.id), body.learners), exercises, instructor);
      },
    ),
  ];
}
