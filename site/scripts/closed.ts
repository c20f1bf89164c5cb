// Runs on the page in place of a chapter that is closed: shows the chapter as soon as it is open.
import { effect } from '@preact/signals';
import { classView } from '../class/state.ts';

const [, slug] = /\/chapters\/+([^/]+)/.exec(decodeURIComponent(location.pathname)) ?? [];
effect(() => {
  const group = classView.value;
  if (slug !== undefined && group !== undefined && !group?.closedChapters.includes(slug)) location.reload();
});
