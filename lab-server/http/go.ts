import { Router } from 'express';
import type { Catalog } from '../course/catalog.ts';

/**
 * Leads a link to an exercise (protocol/go.ts) to its card: /go/how-many?code=ABC-DEF. The page asks who is not in the class yet for a name only. Behind /de the
 * pages are German. An exercise that there is not leads to the page for addresses that lead nowhere.
 * @param catalogOf the exercises of the course that the class of a code is of, or of the first course.
 */
export function goRouter(catalogOf: (code: string | undefined) => Catalog): Router {
  const router = Router();
  router.get(/^(\/[a-z]{2})?\/go\/([^/]+)\/?$/, (request, response, next) => {
    const { 0: language = '', 1: id = '' } = request.params as Record<number, string | undefined>;
    const code = typeof request.query.code === 'string' ? request.query.code : undefined;
    const chapter = catalogOf(code).get(id)?.chapter;
    if (chapter === undefined) return next();
    const query = code === undefined ? '' : `?${new URLSearchParams({ code })}`;
    response.set('Cache-Control', 'no-store').redirect(302, `${language}/chapters/${chapter}/${query}#${id}`);
  });
  return router;
}
