import * as api from '../../../protocol/api/ssh.ts';
import { type Route, route } from '../route.ts';
import type { SshDoors } from '../ssh/doors.ts';

/** The learner's own editor and shell, by ssh. */
export function sshRoutes(doors: SshDoors): Route[] {
  return [
    route(api.door, ({ learner }) => doors.of(learner.id)),
    route(api.open, ({ learner, body }) => doors.set(learner.id, body.open)),
    route(api.code, ({ learner }) => doors.newCode(learner.id)),
    route(api.addKey, ({ learner, body }) => doors.addKey(learner.id, body.key)),
    route(api.removeKey, ({ learner, body }) => doors.removeKey(learner.id, body.fingerprint)),
  ];
}
