import type { LabHost } from '../define.ts';
import { readInstances } from './instances.ts';

export const SOCKET = '/var/lib/incus/unix.socket';

export const readIncus = (host: LabHost) => readInstances(host, 'incus', SOCKET);
