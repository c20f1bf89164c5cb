import { computed, signal } from '@preact/signals';

/** The parts of a class's page. The address has the part's name after its #. */
export const tabs = ['wall', 'learners', 'grades', 'review', 'settings', 'audit'] as const;
export type Tab = (typeof tabs)[number];

const address = signal(globalThis.location ? read() : { id: '', learner: null, tab: 'wall' as Tab });

function read(): { id: string; learner: string | null; tab: Tab } {
  const query = new URLSearchParams(location.search);
  return {
    id: query.get('id') ?? '',
    learner: query.get('learner'),
    tab: tabs.find((tab) => `#${tab}` === location.hash) ?? 'wall',
  };
}

/** The class that the page is about. */
export const classId = computed(() => address.value.id);
export const tab = computed(() => address.value.tab);
/** The learner whose panel is open. */
export const openLearner = computed(() => address.value.learner);

/** Follows the browser's back and forward buttons. */
export function followAddress(): void {
  const update = (): void => {
    address.value = read();
  };
  addEventListener('popstate', update);
  addEventListener('hashchange', update);
}

export function showTab(next: Tab): void {
  history.pushState(null, '', `${location.search}#${next}`);
  address.value = read();
}

/** Opens the panel of a learner; null closes it. */
export function showLearner(learner: string | null): void {
  const query = new URLSearchParams(location.search);
  if (learner === null) query.delete('learner');
  else query.set('learner', learner);
  history.pushState(null, '', `?${query}${location.hash}`);
  address.value = read();
}
