import { Network as NetworkNow, NetworkRequest } from '../../../protocol/desk/instructor.ts';
import type { Network } from '../network.ts';
import { instructorRoute, type Route } from '../route.ts';
import { requireOperator } from './desk-account.ts';

/** Whether other machines reach the lab server. */
export function deskNetworkRoutes({ network }: { network: () => Network }): Route[] {
  return [
    instructorRoute(
      {
        method: 'get',
        path: '/api/desk/network',
        summary: 'Whether other machines reach the lab server',
        success: { status: 200, description: 'And where.', schema: NetworkNow },
      },
      () => network().now,
    ),
    instructorRoute(
      {
        method: 'post',
        path: '/api/desk/network',
        summary: 'Open the lab server to the network, or close it (operators only)',
        description:
          'On each address the machine has just then, until the lab server stops. Learners from elsewhere need a class code.',
        body: NetworkRequest,
        success: { status: 200, description: 'As it is now.', schema: NetworkNow },
        problems: ['not-operator', 'network-fixed'],
      },
      ({ instructor, body }) => {
        requireOperator(instructor);
        return network().set(body.open);
      },
    ),
  ];
}
