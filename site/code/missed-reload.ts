import type { Plugin } from 'vite';

/** ms within which a requested page has connected, however busy the machine is. */
const LOADING = 30_000;

/**
 * For the preview of a course. A change makes a page reload at once. A moment later Astro has written the titles and makes it reload again. A
 * page that was requested before that moment and connects only after it would go on showing the old titles.
 */
export function missedReload(): Plugin {
  return {
    name: 'vethlab:missed-reload',
    apply: 'serve',
    configureServer({ middlewares, watcher, ws }) {
      /** The pages that have not connected yet, each with the time of its request. */
      let loading: number[] = [];
      let missed = 0;
      middlewares.use((request, _response, next) => {
        if (request.headers.accept?.includes('text/html')) loading.push(Date.now());
        next();
      });
      watcher.on('change', (file) => {
        if (!file.endsWith('/.astro/data-store.json')) return;
        loading = loading.filter((asked) => asked > Date.now() - LOADING);
        missed = loading.length;
      });
      ws.on('connection', () => {
        loading.shift();
        if (missed === 0) return;
        missed--;
        // Sent once the page listens.
        setTimeout(() => ws.send({ type: 'full-reload' }), 200);
      });
    },
  };
}
