import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { HostStatus } from '../../protocol/host.ts';
import { HostNotReady } from '../hosts/contract.ts';
import { connectWire } from '../wire/client.ts';
import { jsonLines } from '../wire/json-lines.ts';
import type { Events, Notes } from '../wire/table.ts';
import type { HostMaker, ShellMaker } from './contract.ts';
import { type HostMakerTable, hostMakerTable } from './methods.ts';
import type { Role } from './server.ts';

/** Most bytes of one answer. Facts of a host may hold the parsed form of 8 MiB of a command's output. */
const LONGEST = 32 * 2 ** 20;

interface Parts {
  /** The host-maker's socket, or a connection to it. */
  socket: string | Socket;
  role: Role;
  onServe?: Events<HostMakerTable>['serve'];
  onClose?(): void;
}

/** The host-maker as seen by the processes that are not root. It lasts as long as its connection. */
export interface RemoteHostMaker extends HostMaker, ShellMaker, Notes<HostMakerTable> {
  /** Calls `take` with the workers, whenever that changes. */
  onWorkers(take: Events<HostMakerTable>['workers']): void;
  /** Calls `take` with what became of each copy of what the lab server keeps. */
  onBackup(take: Events<HostMakerTable>['backup']): void;
  close(): void;
}

/** @throws Error when nobody listens there. */
export async function connectHostMaker({
  socket: given,
  role,
  onServe,
  onClose,
}: Parts): Promise<RemoteHostMaker> {
  const socket = typeof given === 'string' ? connect(given) : given;
  if (socket.connecting) await once(socket, 'connect');
  const gone = () => new HostNotReady('The lab server is starting again; try again in a moment.');
  const { call, tell, on } = connectWire(hostMakerTable, jsonLines(socket, LONGEST), gone);
  const statuses = new Map<string, HostStatus>();
  on('status', ({ learner, status }) => void statuses.set(learner, status));
  if (onServe) on('serve', onServe);
  if (onClose) socket.once('close', onClose);
  tell.hello({ role });

  const answered = (learner: string, status: HostStatus): HostStatus => {
    // A state that was told beside the answer may be newer.
    if (!statuses.has(learner)) statuses.set(learner, status);
    return status;
  };
  return {
    ...call,
    ...tell,
    ensure: async (request, how) => answered(request.learner, await call.ensure(request, how)),
    reset: async (request, how) => answered(request.learner, await call.reset(request, how)),
    async release(request, how) {
      await call.release(request, how);
      statuses.delete(request.learner);
    },
    status: (learner) => statuses.get(learner),
    onStatus: (listener) => on('status', ({ learner, status }) => listener(learner, status)),
    onWorkers: (take) => void on('workers', take),
    onBackup: (take) => void on('backup', take),
    onLeft: (listener) => on('left', ({ shell, code }) => listener(shell, code)),
    close: () => void socket.end(),
  };
}
