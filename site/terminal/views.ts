import { loadFont } from './font.ts';
import type { TerminalPlace, TerminalView, ViewEvents } from './view.ts';

const views = new Map<string, TerminalView>();
const wanted = new Map<string, (view: TerminalView) => void>();

/** Shows a terminal in an element. xterm.js is fetched now, when the first terminal is really shown, and its font with it. */
export async function showView(
  element: HTMLElement,
  id: string,
  place: TerminalPlace,
  events: ViewEvents,
): Promise<() => void> {
  const [{ TerminalView }] = await Promise.all([import('./view.ts'), loadFont()]);
  if (!element.isConnected) return () => {};
  const view = new TerminalView(element, place, events);
  views.set(id, view);
  wanted.get(id)?.(view);
  wanted.delete(id);
  return () => {
    views.delete(id);
    view.dispose();
  };
}

export function viewOf(id: string | undefined): TerminalView | undefined {
  return id === undefined ? undefined : views.get(id);
}

/** The terminal's view, as soon as it is shown. */
export function viewSoon(id: string): Promise<TerminalView> {
  const view = views.get(id);
  return view ? Promise.resolve(view) : new Promise((resolve) => wanted.set(id, resolve));
}
