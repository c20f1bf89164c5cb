import { signal } from '@preact/signals';
import { words } from '../words/now.ts';
import { keep, kept } from './kept.ts';

export type Theme = 'light' | 'dark';

const choices = ['auto', 'light', 'dark'] as const;
type Choice = (typeof choices)[number];

const system = matchMedia('(prefers-color-scheme: dark)');

/** The theme that is shown. before-paint.js has set it at first. */
export const theme = signal<Theme>(document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light');

function choice(): Choice {
  const value = kept('theme');
  return value === 'light' || value === 'dark' ? value : 'auto';
}

function paint(): void {
  const now = choice();
  theme.value = now === 'auto' ? (system.matches ? 'dark' : 'light') : now;
  document.documentElement.dataset.theme = theme.value;
}

/** Follows the system's colours on a page without the header. */
export const watchSystem = (): void => system.addEventListener('change', paint);

function show(button: HTMLElement): void {
  paint();
  const now = choice();
  const said = words.header.coloursSaid[now];
  button.setAttribute('aria-label', said);
  button.title = said;
  const word = button.querySelector('[data-theme-word]');
  if (word) word.textContent = words.header.colours[now];
}

/** Makes the header's button switch from the system's colours to light, to dark and back. */
export function watchTheme(button: HTMLElement): void {
  show(button);
  system.addEventListener('change', () => show(button));
  button.addEventListener('click', () => {
    const next = choices[(choices.indexOf(choice()) + 1) % choices.length];
    keep('theme', next === 'auto' || !next ? null : next);
    show(button);
  });
}
