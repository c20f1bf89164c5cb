import { gzipSync } from 'node:zlib';
import type { Page, Response } from 'playwright-core';

/**
 * Counts the scripts that a page fetches from now on, until the count is asked for.
 * An answer without a body of its own (304 of a page that is loaded again) is not counted.
 * @returns what tells the size of all of them so far: bytes, each compressed by gzip alone.
 */
export function countScripts(page: Page): () => Promise<number> {
  const sizes: Promise<number>[] = [];
  const count = (response: Response) => {
    if (response.request().resourceType() === 'script' && response.status() === 200)
      sizes.push(response.body().then((body) => gzipSync(body).length));
  };
  page.on('response', count);
  return async () => {
    page.off('response', count);
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  };
}
