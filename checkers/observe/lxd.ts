import type { FrameworkReader } from './container.ts';
import { readInstances } from './instances.ts';

export const SOCKET = '/var/lib/lxd/unix.socket';

export const readLxd: FrameworkReader = (host, firsts) => readInstances(host, firsts, 'lxd', SOCKET);
