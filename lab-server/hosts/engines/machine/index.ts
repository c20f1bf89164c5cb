import { existsSync } from 'node:fs';
import { missing, there } from '../../../common/prerequisite.ts';
import { instanceName } from '../../instance-name.ts';
import { defineEngine, type MadeEngine } from '../contract.ts';
import { MachineEngine, MEMORY_PER_HOST } from './engine.ts';
import { places } from './places.ts';
import { planProvision, planUndo } from './provision.ts';

/** This very machine is the lab host of all learners, each with an account of their own. */
export default defineEngine({
  name: 'machine',
  summary: 'this very machine, which all share ([one machine for all](operator.md#one-machine-for-all))',
  isShared: true,
  hostMemory: MEMORY_PER_HOST,
  settings: {},
  // Programs that learners look with, and programs that the checkers use.
  packages: {
    sudo: 'sudo',
    passwd: 'useradd',
    nmap: 'nmap',
    curl: 'curl',
    iproute2: 'ss',
    'net-tools': 'netstat',
    'util-linux': 'nsenter',
    procps: 'pkill',
    tcpdump: 'tcpdump',
    'perl-base': 'perl',
  },
  prerequisites: (_folders, commandFor) => [
    {
      name: 'Frameworks',
      needed: 'start',
      async look() {
        const found = ['docker', 'podman', 'incus', 'lxc'].filter((name) =>
          ['/usr/bin', '/usr/local/bin'].some((place) => existsSync(`${place}/${name}`)),
        );
        return found.length > 0
          ? there(found.join(', '))
          : missing('none', `${commandFor('lab', 'provision')} sets them up; it says first what it will do`);
      },
    },
  ],
  async make({ folders, step, lock, undo }) {
    const made: Partial<MadeEngine> = {};
    await step('Shared host', async () => {
      // Accounts and sudo's policy belong to the machine, so only one lab server at a time can have them.
      undo.push(await lock('/run/vethlab/machine'));
      const engine = await MachineEngine.open(instanceName(folders.state));
      const restored = await engine.restore();
      made.engine = engine;
      made.shared = { containers: await engine.runs(), shared: true };
      const count = made.shared.containers.filter(({ running }) => running).length;
      return `this machine, ${count} containers run${restored > 0 ? `, ${restored} of them started` : ''}`;
    });
    return made as MadeEngine;
  },
  async endLeft({ state }) {
    if (existsSync(places.programs)) await (await MachineEngine.open(instanceName(state))).close();
  },
  provisioning: { plan: planProvision, undo: planUndo },
});
