// Runs in the head, before anything is drawn, so that the page never flashes in the wrong colours or jumps.
// The keys and values are written by site/shell/theme.ts, site/shell/pane.ts and site/shell/visited.ts.
(() => {
  // zod compiles its checks with eval where it may; the Content-Security-Policy says it may not, so it need not try.
  globalThis.__zod_globalConfig = { jitless: true };
  const root = document.documentElement;
  const kept = (key) => {
    try {
      return localStorage.getItem(`vethlab.${key}`);
    } catch {
      return null;
    }
  };
  const choice = kept('theme');
  const dark = choice ? choice === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'dark' : 'light';
  const pane = kept('pane');
  if (pane) root.dataset.pane = pane;
  const share = Number(kept('pane-share'));
  if (share >= 25 && share <= 75) root.style.setProperty('--pane', `${share}%`);
})();
