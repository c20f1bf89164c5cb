import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chapterCommands } from '../../lab-server/kit/chapters.ts';
import { LearnerShell } from '../../lab-server/kit/learner-shell.ts';
import { TextCommands } from '../../lab-server/kit/text-commands.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import { Lab, type TestHost } from '../support/lab.ts';

const lesson = chapterCommands(path.join(folders.root, 'site/chapters'));

let lab: Lab;
let host: TestHost;
beforeAll(async () => {
  lab = await Lab.open('lesson');
  host = await lab.host();
});
afterAll(() => lab.close());

/** Facts that the text states in words, each with the command that must show it. Output that the text shows is compared with the printed output. */
const SEEN: Record<string, RegExp[]> = {
  'curl http://localhost:8888/': [/^Hostname: [0-9a-f]{12}$/m, /^Framework: Docker$/m],
  'ip addr': [/^\d+: docker0:/m, /^\d+: br0:/m, /^\d+: eth1.* master br0/m, /inet6 2001:/, /inet6 fd10:/],
  'curl -4 http://localhost:8888/; curl -6 http://localhost:8888/': [/From: \S*172\.17\.0\.1/],
  'sudo netstat -antp': [/:::8080 .*LISTEN +\d+\/rootlessport/, /:::8888 .*LISTEN +\d+\/docker-proxy/],
  'podman run -d --rm -p 8888:80 vethlab/whoami': [/8888.*address already in use/],
  'podman run -d --rm --name second -p 8081:80 vethlab/whoami; curl http://localhost:8081/': [
    /^Framework: Podman$/m,
  ],
  'docker --version; podman --version; incus --version; lxc --version': [
    /26\.1\.5/,
    /5\.4\.2/,
    /^6\.0\.4$/m,
    /^5\.0\.2$/m,
  ],
  'incus ls; lxc ls': [/heron[^+]*2001:/, /otter[^+]*2001:/],
  'lxc ls -c n,p': [/otter \| \d+/],
  'incus ls -c n,p': [/heron \| \d+/],
  'docker ps -a': [/whale/],
  'podman ps -a --ns': [/seal +\d+ +\d+/],
  'nmap localhost': [/8080\/tcp open/, /8888\/tcp open/],
  'sudo netstat -antp | grep :8090': [/docker-proxy/, /rootlessport/],
  'sudo ip netns add blue; ip netns list': [/blue/],
};

for (const { chapter, blocks } of lesson) {
  test(`${chapter}: every command works, and prints what the text shows`, async () => {
    const commands = new TextCommands(() => host.engine.shell(host.id, LearnerShell.COMMAND));
    const printed = await commands.run(blocks);
    await commands.finish();
    expect(commands.problems).toEqual([]);
    for (const [index, { command }] of blocks.entries()) {
      for (const pattern of SEEN[command] ?? []) expect(printed[index], command).toMatch(pattern);
    }
  });
}

test('every expectation above is of a command that is in the lesson', () => {
  const commands = new Set(lesson.flatMap(({ blocks }) => blocks.map(({ command }) => command)));
  for (const command of Object.keys(SEEN)) expect(commands).toContain(command);
});

test("the lesson's printed commands for one port on two addresses run once 8888 is free", async () => {
  await host.learnerMust('docker stop -t 1 whale');
  const pick = (begin: string) =>
    `IPADDR=$(ip -6 -o addr show dev eth0 scope global | awk '{print $4}' | cut -d/ -f1 | grep ^${begin} | head -n1)`;
  await host.learnerMust(
    `${pick('2001')}; podman run -d --rm --name first -p "[$IPADDR]:8888:80" vethlab/whoami`,
  );
  await host.learnerMust(
    `${pick('fd10')}; docker run -d --rm --name second -p "[$IPADDR]:8888:80" vethlab/whoami`,
  );
  expect(await host.learnerMust(`${pick('2001')}; curl -s "http://[$IPADDR]:8888/"`)).toMatch(
    /Framework: Podman/,
  );
  expect(await host.learnerMust(`${pick('fd10')}; curl -s "http://[$IPADDR]:8888/"`)).toMatch(
    /Framework: Docker/,
  );
});
