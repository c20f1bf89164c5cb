import type { Plugin } from 'vite';

/** ms in which a page that is being loaded has connected. */
const LOADING = 5000;

/**
 * For the preview of a course. A change of a chapter makes a page load itself again at once, and a moment later Astro has written
 * its titles and has it load again; where it was not connected in between it would go on showing the old ones.
 */
export function missedReload(): Plugin {
  return {
    name: 'vethlab:missed-reload',
    apply: 'serve',
    configureServer({ watcher, ws }) {
      let missed = 0;
      watcher.on('change', (file) => {
        if (file.endsWith('/.astro/data-store.json') && ws.clients.size === 0) missed = Date.now();
      });
      ws.on('connection', () => {
        if (Date.now() - missed > LOADING) return;
        missed = 0;
        // Once the page listens.
        setTimeout(() => ws.send({ type: 'full-reload' }), 200);
      });
    },
  };
}
