import { existsSync } from 'node:fs';
import path from 'node:path';
import express, { Router } from 'express';
import { HttpProblem } from './problem.ts';

/** The page for addresses that lead nowhere. */
const MISSING = '404/index.html';

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
  router.use((request, response) => {
    const missing = missingPages(request.path).find((page) => existsSync(path.join(siteDir, page)));
    if (missing !== undefined) {
      // With a root, for names beginning with a dot count as hidden in what comes after it, and .vethlab is one.
      return response.status(404).set('Cache-Control', 'no-cache').sendFile(missing, { root: siteDir });
    }
    if (existsSync(siteDir)) return response.status(404).type('text').send('There is no such page.\n');
    return response.status(503).type('text').send('The pages are not built yet: npm start builds them.\n');
  });
  return router;
}

/** That of the language which the address begins with, where it begins with one, and the one of all addresses. */
function missingPages(address: string): string[] {
  const [, language] = /^\/([a-z]{2})(?:\/|$)/.exec(address) ?? [];
  return language === undefined ? [MISSING] : [`${language}/${MISSING}`, MISSING];
}

/** Astro names what is under _astro/ by its content; anything else is asked for again by its ETag. */
function caching(file: string): string {
  return file.startsWith(`_astro${path.sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache';
}
