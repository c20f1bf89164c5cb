import type { FrameworkReader } from './container.ts';
import { readInstances } from './instances.ts';

export const SOCKET = '/var/lib/incus/unix.socket';

export const readIncus: FrameworkReader = (host, firsts) => readInstances(host, firsts, 'incus', SOCKET);
