import { type Request, Router } from 'express';
import type { Catalog } from '../course/catalog.ts';

/**
 * Leads a link to an exercise (protocol/go.ts) to its card: /go/how-many?code=ABC-DEF. The page asks who is not in the class yet for a name only. Behind /de the
 * pages are German. An exercise that there is not leads to the page for addresses that lead nowhere.
 * @param courseOf the course that the class of a code is of, or that the request is for: its exercises, and what its paths begin with.
 */
export function goRouter(
  courseOf: (request: Request, code: string | undefined) => { catalog: Catalog; base: string },
): Router {
  const router = Router();
  router.get(/^(\/[a-z]{2})?\/go\/([^/]+)\/?$/, (request, response, next) => {
    const { 0: language = '', 1: id = '' } = request.params as Record<number, string | undefined>;
    const code = typeof request.query.code === 'string' ? request.query.code : undefined;
    const { catalog, base } = courseOf(request, code);
    const chapter = catalog.get(id)?.chapter;
    if (chapter === undefined) return next();
    const query = code === undefined ? '' : `?${new URLSearchParams({ code })}`;
    response
      .set('Cache-Control', 'no-store')
      .redirect(302, `${base}${language}/chapters/${chapter}/${query}#${id}`);
  });
  return router;
}
