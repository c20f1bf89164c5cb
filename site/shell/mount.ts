import { type ComponentChild, render } from 'preact';

/** Replaces the contents of a place on the page with a component. Does nothing on pages without that place. */
export function mount(place: Element | null, component: ComponentChild): void {
  if (!place) return;
  place.replaceChildren();
  render(component, place);
}
