import type { Stores } from '../store/stores.ts';

/** Notes for each open class that the lab server ended by itself and was started again. */
export function noteRestart({ classes, audit }: Pick<Stores, 'classes' | 'audit'>): void {
  for (const { id } of classes.open()) audit.add({ class: id, action: 'server.restarted' });
}
