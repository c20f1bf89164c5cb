import { signal } from '@preact/signals';
import { keep, kept } from './kept.ts';

export type Theme = 'light' | 'dark';

const choices = ['auto', 'light', 'dark'] as const;
type Choice = (typeof choices)[number];

const words: Record<Choice, string> = { auto: 'Auto', light: 'Light', dark: 'Dark' };
const said: Record<Choice, string> = {
  auto: 'Colours: as the system. Press for light.',
  light: 'Colours: light. Press for dark.',
  dark: 'Colours: dark. Press for as the system.',
};

const system = matchMedia('(prefers-color-scheme: dark)');

/** The theme that is shown; before-paint.js has set it first. */
export const theme = signal<Theme>(document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light');

function choice(): Choice {
  const value = kept('theme');
  return value === 'light' || value === 'dark' ? value : 'auto';
}

function show(button: HTMLElement): void {
  const now = choice();
  theme.value = now === 'auto' ? (system.matches ? 'dark' : 'light') : now;
  document.documentElement.dataset.theme = theme.value;
  button.setAttribute('aria-label', said[now]);
  button.title = said[now];
  const word = button.querySelector('[data-theme-word]');
  if (word) word.textContent = words[now];
}

/** Makes the header's button go from the system's colours to light, to dark and back. */
export function watchTheme(button: HTMLElement): void {
  show(button);
  system.addEventListener('change', () => show(button));
  button.addEventListener('click', () => {
    const next = choices[(choices.indexOf(choice()) + 1) % choices.length];
    keep('theme', next === 'auto' || !next ? null : next);
    show(button);
  });
}
