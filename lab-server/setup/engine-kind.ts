/** `namespaces`: every learner has a lab host of their own. `machine`: all learners are on this very machine. */
export type EngineKind = 'namespaces' | 'machine';

/** What ENGINE says; namespaces where it is not set. @throws RangeError */
export function engineKind(setting = process.env.ENGINE): EngineKind {
  if (setting === undefined || setting === '' || setting === 'namespaces') return 'namespaces';
  if (setting === 'machine') return 'machine';
  throw new RangeError(`ENGINE must be namespaces or machine, not ${setting}. Leave it out for namespaces.`);
}
