import { rmSync, writeFileSync } from 'node:fs';

/** What Debian's packages ask before they start a service (invoke-rc.d(8)). 101: it may not. */
const POLICY = '/usr/sbin/policy-rc.d';

/** Installs packages without starting their services: proxies would listen on the machine's ports 80 and 443. */
export async function withoutServices<T>(install: () => Promise<T>): Promise<T> {
  try {
    writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { flag: 'wx', mode: 0o755 });
  } catch {
    // The machine has a policy of its own.
    return install();
  }
  try {
    return await install();
  } finally {
    rmSync(POLICY);
  }
}
