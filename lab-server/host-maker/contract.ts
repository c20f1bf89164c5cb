import type { HostStatus } from '../../protocol/host.ts';
import type { Methods, Notes } from '../wire/table.ts';
import type { HostMakerTable, ShellId } from './methods.ts';

/** The host-maker: the functions of its table, answered in this process or by the one that is root. */
export interface HostMaker extends Methods<HostMakerTable>, Pick<Notes<HostMakerTable>, 'leave' | 'active'> {
  /** The state that was told last; undefined when the learner never asked for a host. */
  status(learner: string): HostStatus | undefined;
  /** Returns a function that ends the subscription, as `onLeft` does. */
  onStatus(listener: (learner: string, status: HostStatus) => void): () => void;
  /** Called with a shell's exit status, or 128 and the signal that ended it. */
  onLeft(listener: (shell: ShellId, code: number) => void): () => void;
}
