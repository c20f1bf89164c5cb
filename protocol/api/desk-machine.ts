import { Machine } from '../desk/instructor.ts';
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
