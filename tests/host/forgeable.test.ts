import { afterAll, beforeAll, expect, test } from 'vitest';
import { readContainers } from '../../checkers/observe/containers.ts';
import { Lab, type TestHost } from '../support/lab.ts';

// Things that can be forged, as docs/security.md says. When one can't be forged any more, the page has to be changed. forging.test.ts has
// those that can't.

let lab: Lab;
let host: TestHost;
beforeAll(async () => {
  lab = await Lab.open('forgeable');
  host = await lab.host();
});
afterAll(() => lab.close());

/** Poses as crun: what it "creates" is a process in namespaces of its own. */
const RUNTIME = `#!/bin/bash
while [ $# -gt 0 ]; do [ "$1" = --pid-file ] && pid=$2; shift; done
setsid unshare -mn sleep infinity < /dev/null > /dev/null 2>&1 &
echo $! > "$pid"
`;
const ID = 'f'.repeat(64);

test('root has the genuine conmon watch a process of its own, which then is a running container of Podman that Podman never made', async () => {
  const watch = `/usr/bin/conmon --api-version 1 -c ${ID} -u ${ID} -n forged -r /tmp/forged/runtime -b /tmp/forged -p /tmp/forged/pid --exit-dir /tmp/forged --socket-dir-path /tmp/forged -l k8s-file:/tmp/forged/log`;
  await host.learnerMust(`
    mkdir /tmp/forged
    printf %s '${RUNTIME}' > /tmp/forged/runtime
    chmod 755 /tmp/forged/runtime
    sudo bash -c '(${watch} < /dev/null > /tmp/forged/out 2>&1 &)'`);
  await expect
    .poll(async () => {
      const { frameworks } = await readContainers(host.trusted);
      return frameworks.flatMap(({ containers }) => containers).find(({ name }) => name === 'forged');
    })
    .toMatchObject({ framework: 'podman', id: ID, owner: 'root', running: true });
  expect(await host.learnerMust('sudo podman ps -aq; podman ps -aq --no-trunc')).not.toContain(ID);
});
