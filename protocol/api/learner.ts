import { JoinRequest, Me } from '../learner.ts';
import { contract } from './contract.ts';

export const join = contract({
  method: 'post',
  path: '/api/join',
  access: 'anyone',
  summary: 'Join, or take another name',
  description:
    'Sets the cookie `vethlab-learner` that every other request needs, and begins to make a lab host. ' +
    'A course other than the first has a cookie of its own, `vethlab-learner-NAME`, and all paths below `/NAME`. ' +
    'Who has joined already keeps everything; who studies alone gets the new name. In a class one who is known by name ' +
    'comes in from another device by `personalCode`, and one whom the class does not know yet may have to wait. ' +
    'So does one who studied alone and left this browser to somebody else.',
  body: JoinRequest,
  answer: { status: 201, description: 'You have joined, or wait to be let in.', schema: Me },
  problems: [
    'wrong-code',
    'not-on-roster',
    'wrong-personal-code',
    'name-taken',
    'unknown-course',
    'course-not-served',
    'too-many-requests',
  ],
});

export const me = contract({
  method: 'get',
  path: '/api/me',
  access: 'joined',
  summary: 'Who you are, and your points',
  answer: { status: 200, description: 'You.', schema: Me },
});

export const leave = contract({
  method: 'post',
  path: '/api/leave',
  access: 'anyone',
  summary: 'Leave this browser to somebody else',
  description:
    'Takes the cookie away. Everything is kept; `personalCode` and the name bring you back. ' +
    'Other browsers in which you have joined stay as they are.',
  answer: { status: 204, description: 'This browser is nobody’s now.' },
});
