// Runs in the head, before anything is drawn, so that the page never flashes in the wrong colours or jumps.
// Other keys and values are written by site/shell/theme.ts, site/shell/pane.ts and site/shell/visited.ts.
(() => {
  // zod compiles its checks with eval where it may; the Content-Security-Policy says it may not, so it need not try.
  globalThis.__zod_globalConfig = { jitless: true };
  const root = document.documentElement;
  const canKeep = () => {
    try {
      return Boolean(localStorage);
    } catch {
      return false;
    }
  };
  // What the paths of this course's pages begin with (site/words/base.ts), as the address of this script does.
  const base = document.currentScript.getAttribute('src').replace(/\/before-paint\.js$/, '');
  // As site/shell/kept.ts has it.
  const kept = (key, below = '') => {
    try {
      return localStorage.getItem(`vethlab${below}.${key}`);
    } catch {
      return null;
    }
  };

  // Who has chosen a language, or whose browser prefers one, is sent there from an address that says none, which is English.
  // An address that does say one is meant so. Where nothing can be kept, a choice would not hold: nobody is sent anywhere.
  const keepLanguage = ({ target }) => {
    const { language } = (target instanceof Element && target.closest('[data-language]'))?.dataset ?? {};
    try {
      if (language) localStorage.setItem('vethlab.language', language);
    } catch {}
  };
  addEventListener('click', keepLanguage, { capture: true });
  addEventListener('auxclick', keepLanguage, { capture: true });
  const languages = (root.dataset.languages ?? '').split(' ');
  const preferred = navigator.languages.map((tag) => tag.split('-')[0]);
  const wanted = [kept('language'), ...preferred].find((language) => languages.includes(language));
  if (canKeep() && root.lang === 'en' && wanted && wanted !== 'en') {
    const path = location.pathname.slice(base.length);
    location.replace(`${base}/${wanted}${path}${location.search}${location.hash}`);
  }

  const choice = kept('theme');
  const dark = choice ? choice === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'dark' : 'light';
  // There were several courses when this browser was here last, so the header has the link to them from the beginning.
  if (kept('courses')) root.dataset.courses = '';
  const pane = kept(matchMedia('(width < 1000px)').matches ? 'sheet' : 'pane', base);
  if (pane === 'open' || pane === 'closed') root.dataset.pane = pane;
  const share = Number(kept('pane-share', base));
  if (share >= 25 && share <= 75) root.style.setProperty('--pane', `${share}%`);
})();
