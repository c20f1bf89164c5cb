import type { Plugin } from 'vite';

/** ms in which a page that was asked for has connected, however busy the machine is. */
const LOADING = 30_000;

/**
 * For the preview of a course. A change makes a page load itself again at once, and a moment later Astro has written the titles and
 * has it load again. A page that was asked for before that and connects only after it would go on showing the old ones.
 */
export function missedReload(): Plugin {
  return {
    name: 'vethlab:missed-reload',
    apply: 'serve',
    configureServer({ middlewares, watcher, ws }) {
      /** When each page was asked for that has not connected yet. */
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
        // Once the page listens.
        setTimeout(() => ws.send({ type: 'full-reload' }), 200);
      });
    },
  };
}
