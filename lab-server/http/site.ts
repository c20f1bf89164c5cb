import { existsSync } from 'node:fs';
import path from 'node:path';
import express, { type Request, type Response, Router } from 'express';
import { HttpProblem } from './problem.ts';

/** The page that is shown at addresses that lead nowhere. */
const MISSING = '404/index.html';
/** The page that is shown in place of a closed chapter. */
const CLOSED = 'closed/index.html';

interface Rules {
  /** Whether a chapter is closed for whoever asks. */
  isClosedChapter(request: Request, slug: string): boolean;
}

/** Serves the built site. */
export function siteRouter(siteDir: string, { isClosedChapter }: Rules): Router {
  const router = Router();
  const send = (response: Response, status: number, pages: string[], otherwise: string) => {
    const page = pages.find((one) => existsSync(path.join(siteDir, one)));
    if (page === undefined) return response.status(status).type('text').send(otherwise);
    // With a root, since otherwise names that begin with a dot count as hidden in the whole path, and .vethlab is one.
    return response.status(status).set('Cache-Control', 'no-cache').sendFile(page, { root: siteDir });
  };
  router.use((request, _response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    const headers = { Allow: 'GET, HEAD' };
    throw new HttpProblem('method-not-allowed', `Pages take GET and HEAD, not ${request.method}.`, {
      headers,
    });
  });
  router.use((request, response, next) => {
    const slug = chapterAt(request.path);
    if (slug === undefined || !isClosedChapter(request, slug)) return next();
    send(response, 403, inLanguageOf(request.path, CLOSED), 'This chapter is closed.\n');
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
    if (existsSync(siteDir)) {
      return send(response, 404, inLanguageOf(request.path, MISSING), 'There is no such page.\n');
    }
    return response.status(503).type('text').send('The pages are not built yet: npm start builds them.\n');
  });
  return router;
}

/** The page of the language that the address begins with, if any, and the page for all addresses. */
function inLanguageOf(address: string, page: string): string[] {
  const [, language] = /^\/([a-z]{2})(?:\/|$)/.exec(address) ?? [];
  return language === undefined ? [page] : [`${language}/${page}`, page];
}

/** The slug of the chapter that an address leads to, however the address is written. */
function chapterAt(address: string): string | undefined {
  try {
    const plain = path.posix.normalize(decodeURIComponent(address));
    return /^\/+(?:[a-z]{2}\/)?chapters\/([^/]+)/.exec(plain)?.[1];
  } catch {
    // Such an address leads to no page either.
    return undefined;
  }
}

/** Astro names the files under _astro/ by their content. Browsers ask for any other file again by its ETag. */
function caching(file: string): string {
  return file.startsWith(`_astro${path.sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache';
}
