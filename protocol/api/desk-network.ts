import { Network as NetworkNow, NetworkRequest } from '../desk/instructor.ts';
import { contract } from './contract.ts';

export const network = contract({
  method: 'get',
  path: '/api/desk/network',
  access: 'instructor',
  summary: 'Whether other machines reach the lab server',
  answer: { status: 200, description: 'And where.', schema: NetworkNow },
});

export const setNetwork = contract({
  method: 'post',
  path: '/api/desk/network',
  access: 'instructor',
  summary: 'Open the lab server to the network, or close it (operators only)',
  description:
    'On each address the machine has just then, until the lab server stops. Learners from elsewhere need a class code.',
  body: NetworkRequest,
  answer: { status: 200, description: 'As it is now.', schema: NetworkNow },
  problems: ['not-operator', 'network-fixed'],
});
