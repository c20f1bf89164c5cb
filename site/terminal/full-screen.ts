import { signal } from '@preact/signals';

/** Part of the Keyboard Lock API (WICG), which TypeScript's DOM types lack and which Chromium alone has. */
interface WithKeyboard {
  keyboard?: { lock(codes: string[]): Promise<void> };
}

/** Keys that a browser keeps for itself, but for full screen. With Escape among them, it is held down to leave. */
const LOCKED = ['Escape', 'KeyN', 'KeyT', 'KeyW'];

export const isFullScreen = signal(false);

/** Whether this browser shows a part of a page on the full screen. Those of iPhones don't. */
export const mayFullScreen = document.fullscreenEnabled;

/** Shows the terminals on the full screen, where the browser's own keys go to their programs if the browser allows it; or no longer. */
export async function toggleFullScreen(): Promise<void> {
  if (document.fullscreenElement) {
    await document.exitFullscreen();
    return;
  }
  try {
    await document.querySelector('[data-terminals]')?.requestFullscreen();
    await (navigator as WithKeyboard).keyboard?.lock(LOCKED);
  } catch {
    // The browser does not allow it now.
  }
}

document.addEventListener('fullscreenchange', () => {
  isFullScreen.value = document.fullscreenElement?.matches('[data-terminals]') ?? false;
});
