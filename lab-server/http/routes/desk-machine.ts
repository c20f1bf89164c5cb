import * as api from '../../../protocol/api/desk-machine.ts';
import { type Disk, LITTLE_DISK } from '../../common/disk-room.ts';
import { type Route, route } from '../route.ts';

/** The room that the machine has left, for the warning at the desk. */
export function deskMachineRoutes({ disk }: { disk: () => Disk }): Route[] {
  return [route(api.machine, () => ({ disk: { ...disk(), least: LITTLE_DISK } }))];
}
