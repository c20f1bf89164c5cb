import type { LabHost } from '../define.ts';
import { readInstances } from './instances.ts';

export const SOCKET = '/var/lib/lxd/unix.socket';

export const readLxd = (host: LabHost) => readInstances(host, 'lxd', SOCKET);
