import * as api from '../../../protocol/api/desk-network.ts';
import type { Network } from '../network.ts';
import { type Route, route } from '../route.ts';
import { requireOperator } from './desk-account.ts';

/** Whether other machines reach the lab server. */
export function deskNetworkRoutes({ network }: { network: () => Network }): Route[] {
  return [
    route(api.network, () => network().now),
    route(api.setNetwork, ({ instructor, body }) => {
      requireOperator(instructor);
      return network().set(body.open);
    }),
  ];
}
