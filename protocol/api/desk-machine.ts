import { Machine } from '../desk/instructor.ts';
import { contract } from './contract.ts';

export const machine = contract({
  method: 'get',
  path: '/api/desk/machine',
  access: 'instructor',
  summary: 'What the machine of the lab server has left',
  answer: { status: 200, description: 'As it is now.', schema: Machine },
});
