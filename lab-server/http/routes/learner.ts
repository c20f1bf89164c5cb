import { JoinRequest, Me } from '../../../protocol/learner.ts';
import type { JoiningDesk } from '../../classes/joining.ts';
import { isExam } from '../../grading/exam.ts';
import type { Marking } from '../../grading/marking.ts';
import type { HostMaker } from '../../host-maker/contract.ts';
import type { Classes } from '../../store/classes.ts';
import type { Learner } from '../../store/learners.ts';
import { isFromHere } from '../origin.ts';
import { joinedRoute, openRoute, type Route } from '../route.ts';
import type { Sessions } from '../session.ts';

interface Parts {
  joining: JoiningDesk;
  classes: Classes;
  sessions: Sessions;
  marking: Marking;
  hosts: Pick<HostMaker, 'ensure'>;
  /** Who sits at this machine may study alone. */
  selfStudy: boolean;
  hostMap: boolean;
}

export function learnerRoutes({ joining, classes, sessions, marking, hosts, ...server }: Parts): Route[] {
  const me = ({ id, name, joinedAt, personalCode, state, class: groupId }: Learner): Me => {
    const group = groupId === null ? undefined : classes.find(groupId);
    return {
      id,
      name,
      joinedAt,
      points: marking.points(id),
      selfStudy: group === undefined,
      hostMap: server.hostMap && !isExam(group?.settings.exam),
      state: state === 'waiting' ? 'waiting' : 'active',
      class: group ? { id: group.id, name: group.name } : null,
      personalCode,
    };
  };
  return [
    openRoute(
      {
        method: 'post',
        path: '/api/join',
        summary: 'Join, or take another name',
        description:
          'Sets the cookie `vethlab` that every other request needs, and begins to make a lab host. ' +
          'Who has joined already keeps everything; who studies alone gets the new name. In a class one who is known by name ' +
          'comes in from another device by `personalCode`, and one whom the class does not know yet may have to wait.',
        body: JoinRequest,
        success: { status: 201, description: 'You have joined, or wait to be let in.', schema: Me },
        problems: ['wrong-code', 'not-on-roster', 'wrong-personal-code', 'name-taken'],
        limit: { perMinute: 60, per: 'address', what: 'joinings from one address' },
      },
      async ({ body, request, response }) => {
        const alone = server.selfStudy && isFromHere(request);
        const learner = joining.join(body, sessions.learnerOf(request), alone);
        if (learner.state === 'active') await hosts.ensure(learner.id);
        sessions.begin(response, learner);
        return me(learner);
      },
    ),
    joinedRoute(
      {
        method: 'get',
        path: '/api/me',
        summary: 'Who you are, and your points',
        success: { status: 200, description: 'You.', schema: Me },
      },
      ({ learner }) => me(learner),
    ),
  ];
}
