import { CopyRequest, KeepRequest, Machine } from '../desk/instructor.ts';
import { HostStatus } from '../host.ts';
import { contract } from './contract.ts';
import { MEMBER, ofMember } from './params.ts';

export const machine = contract({
  method: 'get',
  path: '/api/desk/machine',
  access: 'instructor',
  summary: 'What the machine of the lab server has left',
  answer: { status: 200, description: 'As it is now.', schema: Machine },
});

export const freeHost = contract({
  method: 'delete',
  path: `${MEMBER}/host`,
  access: 'member',
  summary: 'Free the lab host of a learner, for somebody else',
  description:
    'Ends its terminals and clears it away with all that was on it; answers and notes stay. The learner gets a fresh one when they come again.',
  params: ofMember,
  answer: { status: 204, description: 'It is free.' },
});

export const keepHost = contract({
  method: 'post',
  path: `${MEMBER}/host/keep`,
  access: 'member',
  summary: 'Keep the lab host of a learner while it is at rest, or no longer',
  description: 'A host that is kept is not thrown away when there is little room for hosts at rest.',
  params: ofMember,
  body: KeepRequest,
  answer: { status: 204, description: 'It is as you say.' },
  problems: ['host-not-ready'],
});

export const copyHost = contract({
  method: 'post',
  path: `${MEMBER}/host/copy`,
  access: 'member',
  summary: 'Copy the lab host of a learner, to look at it as it is',
  description:
    'The copy takes the place of the host of another learner of the class, such as you in a window of your own. That one goes, with all that was on it. The original stays as it is.',
  params: ofMember,
  body: CopyRequest,
  answer: { status: 204, description: 'The copy is made, and begins to wake.' },
  problems: ['host-not-ready', 'unknown-learner'],
});

export const wakeHost = contract({
  method: 'post',
  path: `${MEMBER}/host/wake`,
  access: 'member',
  summary: 'Wake the lab host of a learner',
  params: ofMember,
  answer: { status: 202, description: 'It begins to wake.', schema: HostStatus },
  problems: ['host-not-ready'],
});

export const throwHostAway = contract({
  method: 'delete',
  path: `${MEMBER}/host/at-rest`,
  access: 'member',
  summary: 'Throw away the lab host of a learner that is at rest',
  description:
    'All that was on it goes; answers and notes stay. The learner is told, and gets a fresh one. A host that is up stays.',
  params: ofMember,
  answer: { status: 204, description: 'It is gone.' },
});
