import { existsSync } from 'node:fs';
import path from 'node:path';
import express, { Router } from 'express';
import { HttpProblem } from './problem.ts';

/** The page for addresses that lead nowhere. */
const MISSING = '404.html';

/** Serves the built site. */
export function siteRouter(siteDir: string): Router {
  const router = Router();
  router.use((request, _response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    const headers = { Allow: 'GET, HEAD' };
    throw new HttpProblem('method-not-allowed', `Pages take GET and HEAD, not ${request.method}.`, {
      headers,
    });
  });
  router.use(
    express.static(siteDir, {
      cacheControl: false,
      setHeaders: (response, file) => {
        response.setHeader('Cache-Control', caching(path.relative(siteDir, file)));
      },
    }),
  );
  router.use((_request, response) => {
    if (existsSync(path.join(siteDir, MISSING))) {
      // With a root, for names beginning with a dot count as hidden in what comes after it, and .vethlab is one.
      return response.status(404).set('Cache-Control', 'no-cache').sendFile(MISSING, { root: siteDir });
    }
    if (existsSync(siteDir)) return response.status(404).type('text').send('There is no such page.\n');
    return response.status(503).type('text').send('The pages are not built yet: npm start builds them.\n');
  });
  return router;
}

/** Astro names what is under _astro/ by its content; anything else is asked for again by its ETag. */
function caching(file: string): string {
  return file.startsWith(`_astro${path.sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache';
}
