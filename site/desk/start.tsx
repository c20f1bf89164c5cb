import type { ComponentChild } from 'preact';
import { mount } from '../shell/mount.ts';
import { watchTheme } from '../shell/theme.ts';
import { loadDeskWords } from '../words/desk-now.ts';
import { Gate } from './Gate.tsx';
import { Who } from './Who.tsx';

/** The start of each page of the desk: its words, the bar at the top, and the sign-in. */
export async function startDesk(page: () => ComponentChild): Promise<void> {
  await loadDeskWords();
  const theme = document.querySelector<HTMLElement>('[data-theme-toggle]');
  if (theme) watchTheme(theme);
  keepPlaceAcrossLanguages();
  mount(document.querySelector('[data-mount="desk-who"]'), <Who />);
  mount(document.querySelector('[data-mount="desk"]'), <Gate page={page} />);
}

/** The link to the page in another language was built without the class that is shown now. */
function keepPlaceAcrossLanguages(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-language]')) {
    const path = link.pathname;
    const follow = (): void => {
      link.href = path + location.search + location.hash;
    };
    link.addEventListener('pointerdown', follow);
    link.addEventListener('focus', follow);
    link.addEventListener('click', follow);
  }
}
