import type { HostStatus } from '../../protocol/host.ts';
import type { Methods, Notes } from '../wire/table.ts';
import type { HostMakerTable, ShellId } from './methods.ts';

/** The host-maker as the web server uses it: functions of its table, answered in this process, by the one that is root, or on other machines. */
export interface HostMaker extends Omit<Methods<HostMakerTable>, 'enter'> {
  /** The state that was told last; undefined when the learner never asked for a host. */
  status(learner: string): HostStatus | undefined;
  /** Returns a function that ends the subscription. */
  onStatus(listener: (learner: string, status: HostStatus) => void): () => void;
}

/** The host-maker as the terminals use it, on their own machine. */
export interface ShellMaker
  extends Pick<Methods<HostMakerTable>, 'enter'>,
    Pick<Notes<HostMakerTable>, 'leave' | 'active'>,
    Pick<HostMaker, 'onStatus'> {
  /** Called with a shell's exit status, or 128 and the signal that ended it. Returns a function that ends the subscription. */
  onLeft(listener: (shell: ShellId, code: number) => void): () => void;
}
