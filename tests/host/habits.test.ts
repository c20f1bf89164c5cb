// What people type by habit on a machine: it answers truly, and says the lab host's way where that is another.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lesson } from '../../lab-server/hosts/scenario.ts';
import { Lab, type TestHost } from '../support/lab.ts';

let lab: Lab;
let host: TestHost;
beforeAll(async () => {
  lab = await Lab.open('habits');
  host = await lab.host('habits', lesson);
});
afterAll(() => lab?.close());

const said = async (command: string) => {
  const { code, stdout, stderr } = await host.learner(command);
  return `${code} ${stdout}${stderr}`;
};

test.each(['service docker status', 'systemctl status docker', 'systemctl status docker.service --no-pager'])(
  '%s tells of the daemon that runs',
  async (command) => {
    const process = (await host.learnerMust('pgrep -o -x dockerd')).trim();
    expect(await said(command)).toBe(`0 docker is running (process ${process}, log /var/log/docker.log).\n`);
  },
);

test.each(['docker', 'incus', 'lxd'])(
  'systemctl restart %s restarts it, and its containers run on',
  async (name) => {
    const program = { docker: 'dockerd', incus: 'incusd', lxd: 'lxd' }[name];
    const before = (await host.learnerMust(`pgrep -o -x ${program}`)).trim();
    const running = await host.learnerMust('docker ps -q; incus ls -f csv -c s; lxc ls --format csv -c s');
    expect(await said(`systemctl restart ${name}`)).toMatch(
      /^1 Only root may do that: sudo systemctl restart/,
    );
    expect(await said(`sudo systemctl restart ${name}`)).toMatch(/^0 \w+ has started anew \(process \d+\)/);
    expect((await host.learnerMust(`pgrep -o -x ${program}`)).trim()).not.toBe(before);
    expect(await host.learnerMust('docker ps -q; incus ls -f csv -c s; lxc ls --format csv -c s')).toBe(
      running,
    );
  },
);

test('what a lab host cannot do is said, with the way to what was wanted', async () => {
  expect(await said('sudo service docker stop')).toMatch(
    /^1 docker can't be kept from running here: .*stop its containers/,
  );
  expect(await said('sudo reboot')).toMatch(/^1 A lab host is restarted from its page/);
  expect(await said('systemctl status podman')).toMatch(/^0 podman has no daemon/);
  expect(await said('systemctl status nginx')).toMatch(/^4 There is no service named nginx/);
  expect(await said('service nginx start')).toMatch(/^4 There is no service named nginx/);
  expect(await said('sudo systemctl daemon-reload')).toMatch(/^0 There is nothing to reload/);
  expect(await said('systemctl')).toMatch(
    /^0 .*no service manager[\s\S]*docker is running[\s\S]*incus is[\s\S]*lxd is/,
  );
  expect(await said('journalctl -u docker -n 1')).toMatch(/^0 time=/);
  expect(await said('journalctl')).toMatch(/^1 This lab host has no journal\. .*docker\.log/);
  expect(await said('systemctl is-active docker')).toBe('0 active\n');
});

/** Each of these waited for an answer that never came, or said nothing of the cause. */
test.each([
  ['curl -sS --max-time 30 http://1.1.1.1', /^7 .*Could not connect/],
  ['ping -c 1 -w 30 1.1.1.1', /Net Unreachable/],
  ['ping -c 1 -w 30 2606:4700::1111', /unreachable: No route/],
  ['curl -sS --max-time 30 http://example.com', /^6 .*Could not resolve host: example\.com/],
  ['docker run hello-world', /no such host/],
  ['podman run hello-world', /no such host/],
])('there is no Internet, and %s says so at once', async (command, cause) => {
  expect(await said(command)).toMatch(cause);
});

test('the greeting of a shell says that there is no Internet, once', async () => {
  const greeting = 'This lab host has no Internet';
  expect((await host.learnerMust('bash --login -i -c true 2>/dev/null')).split(greeting)).toHaveLength(1);
  const first = 'env -u SHLVL bash --login -i -c "bash -i -c true" 2>/dev/null';
  expect((await host.learnerMust(first)).split(greeting)).toHaveLength(2);
});

test.each([
  ['dig +short -x 192.168.1.1', /^0 /],
  ['nslookup example.com', /^1 [\s\S]*NXDOMAIN/],
  ['nc -h 2>&1 | head -1', /^0 OpenBSD netcat/],
  ['mtr --version', /^0 mtr/],
  ['python3 -c "import http.server"', /^0 $/],
  ['docker compose version', /^0 Docker Compose version/],
])('%s is there', async (command, answer) => {
  expect(await said(command)).toMatch(answer);
});
