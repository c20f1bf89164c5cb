import * as api from '../../../protocol/api/learner.ts';
import type { Me } from '../../../protocol/learner.ts';
import type { ProblemKind } from '../../../protocol/problem.ts';
import { asCode } from '../../classes/codes.ts';
import type { JoiningDesk } from '../../classes/joining.ts';
import { Refused } from '../../common/refused.ts';
import { isExam } from '../../grading/exam.ts';
import type { Marking } from '../../grading/marking.ts';
import type { Classes } from '../../store/classes.ts';
import type { Learner } from '../../store/learners.ts';
import type { CoursePaths } from '../course-paths.ts';
import { addressOf, type JoinGuesses } from '../guesses.ts';
import type { OneAwake } from '../one-awake.ts';
import { isFromHere } from '../origin.ts';
import { type Route, route } from '../route.ts';
import type { Sessions } from '../session.ts';

interface Parts {
  joining: JoiningDesk;
  guesses: JoinGuesses;
  sessions: Sessions;
  paths: Pick<CoursePaths, 'of'>;
  oneAwake: Pick<OneAwake, 'came' | 'ensure'>;
  /** Somebody who sits at this machine may study alone. */
  selfStudy: boolean;
  me(learner: Learner): Me;
}

/** The error for a code that was made up. */
const GUESSES: readonly ProblemKind[] = ['wrong-code', 'wrong-personal-code'];

interface ShownParts {
  classes: Classes;
  paths: Pick<CoursePaths, 'baseOf'>;
  marking: Marking;
  hostMap: boolean;
  /** Whether the learner may come by ssh. */
  maySsh(learner: string): boolean;
}

/** Learners as they may see themselves. */
export const shownLearner =
  ({ classes, paths, marking, hostMap, maySsh }: ShownParts) =>
  ({ id, name, joinedAt, course, personalCode, state, class: groupId }: Learner): Me => {
    const group = groupId === null ? undefined : classes.find(groupId);
    return {
      id,
      name,
      joinedAt,
      course,
      base: paths.baseOf(course),
      points: marking.points(id),
      selfStudy: group === undefined,
      hostMap: hostMap && !isExam(group?.settings.exam),
      ssh: maySsh(id),
      state: state === 'waiting' ? 'waiting' : 'active',
      class: group ? { id: group.id, name: group.name } : null,
      personalCode,
    };
  };

export function learnerRoutes({
  joining,
  guesses,
  sessions,
  paths,
  oneAwake,
  selfStudy,
  me,
}: Parts): Route[] {
  const joined = (join: () => Learner, address: string): Learner => {
    try {
      return join();
    } catch (error) {
      const isGuess = error instanceof Refused && GUESSES.includes(error.kind);
      if (isGuess) guesses.failed(address);
      throw error;
    }
  };
  return [
    route(api.join, async ({ body, request, response }) => {
      const [address, code] = [addressOf(request), asCode(body.code ?? '')];
      guesses.admit(address, code);
      const alone = selfStudy && isFromHere(request);
      let known: Learner | undefined;
      const learner = joined(() => {
        const isForClass = (body.code ?? '').trim() !== '';
        const course = isForClass ? joining.classOf(code).course : (body.course ?? paths.of(request));
        // Whom the browser is in that course, whichever page the code is typed on.
        known = sessions.learnerOf(request, course);
        return joining.join({ ...body, course }, known, alone);
      }, address);
      guesses.came(address, code, learner.id !== known?.id);
      oneAwake.came(learner.id, sessions.othersOf(request, learner));
      if (learner.state === 'active') await oneAwake.ensure({ learner: learner.id, course: learner.course });
      sessions.begin(request, response, learner);
      return me(learner);
    }),
    route(api.me, ({ learner, request }) => {
      oneAwake.came(learner.id, sessions.othersOf(request, learner));
      return me(learner);
    }),
    route(api.leave, ({ request, response }) => sessions.end(request, response)),
  ];
}
