import { z } from 'zod';
import { openApiDocument } from '../openapi.ts';
import { openRoute, type Route } from '../route.ts';

/** What the server says of itself. */
export function metaRoutes(version: string, described: readonly Route[]): Route[] {
  const routes: Route[] = [
    openRoute(
      {
        method: 'get',
        path: '/api/health',
        summary: 'Whether the lab server runs',
        success: {
          status: 200,
          description: 'It does.',
          schema: z.object({ status: z.literal('ok'), version: z.string() }),
        },
      },
      () => ({ status: 'ok', version }),
    ),
    openRoute(
      {
        method: 'get',
        path: '/api/openapi.json',
        summary: 'This document',
        success: { status: 200, description: 'OpenAPI 3.1.', schema: z.record(z.string(), z.unknown()) },
      },
      () => document,
    ),
  ];
  const document = openApiDocument([...described, ...routes], version);
  return routes;
}
