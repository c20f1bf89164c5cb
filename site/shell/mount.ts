import { type ComponentChild, render } from 'preact';

/** Puts a component in the place of what the page holds there; does nothing on pages without that place. */
export function mount(place: Element | null, component: ComponentChild): void {
  if (!place) return;
  place.replaceChildren();
  render(component, place);
}
