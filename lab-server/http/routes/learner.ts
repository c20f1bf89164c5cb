import { JoinRequest, Me } from '../../../protocol/learner.ts';
import type { Marking } from '../../grading/marking.ts';
import type { HostMaker } from '../../host-maker/contract.ts';
import type { Learner, Learners } from '../../store/learners.ts';
import { HttpProblem } from '../problem.ts';
import { learnerRoute, openRoute, type Route } from '../route.ts';
import type { Sessions } from '../session.ts';

interface Parts {
  learners: Learners;
  sessions: Sessions;
  marking: Marking;
  hosts: Pick<HostMaker, 'ensure'>;
  selfStudy: boolean;
  hostMap: boolean;
}

export function learnerRoutes({ learners, sessions, marking, hosts, selfStudy, hostMap }: Parts): Route[] {
  const me = (learner: Learner): Me => ({
    ...learner,
    points: marking.points(learner.id),
    selfStudy,
    hostMap,
  });
  return [
    openRoute(
      {
        method: 'post',
        path: '/api/join',
        summary: 'Join, or take another name',
        description:
          'Sets the cookie `vethlab` that every other request needs, and begins to make a lab host. ' +
          'Who has joined already keeps everything and gets the new name.',
        body: JoinRequest,
        success: { status: 201, description: 'You have joined.', schema: Me },
        problems: ['join-refused'],
        limit: { perMinute: 20, per: 'address', what: 'joinings from one address' },
      },
      async ({ body, request, response }) => {
        if (!selfStudy) {
          throw new HttpProblem(
            'join-refused',
            'This lab server takes no class yet; start it for self-study.',
          );
        }
        const known = sessions.learnerOf(request);
        const learner = known ? learners.rename(known, body.name) : learners.add(body.name);
        await hosts.ensure(learner.id);
        sessions.begin(response, learner);
        return me(learner);
      },
    ),
    learnerRoute(
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
