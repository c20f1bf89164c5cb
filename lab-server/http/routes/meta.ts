import * as api from '../../../protocol/api/meta.ts';
import { openApiDocument } from '../openapi.ts';
import { type Route, route } from '../route.ts';

/** What the server says of itself. */
export function metaRoutes(version: string, described: readonly Route[]): Route[] {
  const routes: Route[] = [
    route(api.health, () => ({ status: 'ok', version })),
    route(api.openapi, () => ({ ...document })),
  ];
  const document = openApiDocument(
    [...described, ...routes].map(({ contract }) => contract),
    version,
  );
  return routes;
}
