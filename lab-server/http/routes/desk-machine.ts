import * as api from '../../../protocol/api/desk-machine.ts';
import type { BackupNow } from '../../../protocol/backup.ts';
import type { WorkerNow } from '../../../protocol/worker.ts';
import type { HostsInUse } from '../../classes/hosts-in-use.ts';
import { type Disk, LITTLE_DISK } from '../../common/disk-room.ts';
import { type Route, route } from '../route.ts';

interface Parts {
  disk: () => Disk;
  hosts: HostsInUse;
  workers: () => WorkerNow[];
  backup: () => BackupNow | undefined;
}

/** What the machine has left, whose lab hosts are on it, and how one is freed. */
export function deskMachineRoutes({ disk, hosts, workers, backup }: Parts): Route[] {
  return [
    route(api.machine, async ({ instructor }) => ({
      disk: { ...disk(), least: LITTLE_DISK },
      hosts: await hosts.of(instructor),
      workers: workers(),
      backup: (instructor.operator && backup()) || null,
    })),
    route(api.freeHost, ({ group, learner, instructor }) => hosts.free(group, learner, instructor)),
    route(api.keepHost, ({ group, learner, instructor, body }) =>
      hosts.keep(group, learner, instructor, body.pinned),
    ),
    route(api.copyHost, ({ group, learner, instructor, body }) =>
      hosts.copy(group, learner, instructor, body.to),
    ),
    route(api.wakeHost, ({ group, learner, instructor }) => hosts.wake(group, learner, instructor)),
    route(api.throwHostAway, ({ group, learner, instructor }) => hosts.throwAway(group, learner, instructor)),
  ];
}
