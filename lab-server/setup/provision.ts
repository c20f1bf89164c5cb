import { existsSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Framework, ScenarioSeed } from '../../protocol/scenario.ts';
import { ExecError, must } from '../common/exec.ts';
import { CourseError } from '../course/course-error.ts';
import { ProvisionError, type ProvisionStep } from '../hosts/engines/contract.ts';
import { engines } from '../hosts/engines/registry.ts';
import { labImage } from '../hosts/image/build.ts';
import { drawScenario } from '../hosts/scenario.ts';
import { agreed, doAll } from './agreed.ts';
import { folders } from './folders.ts';
import { installed } from './installed.ts';

const DROP_IN = '/etc/systemd/system/vethlab.service.d/machine.conf';

/** The engine whose learners share this very machine. */
const { kind, provisioning } = provisioned();

interface Options {
  /** Names the scenario whose containers are made. */
  seed: string;
  /** Does it without asking. */
  isSure: boolean;
  /** Removes what an earlier call made, and nothing else. */
  undo: boolean;
}

/**
 * Sets this machine up as a lab host: says what it will do, asks, and does it step by step. Steps that are done already are left out,
 * so that it may be called again after something failed.
 * @param names of frameworks; all of them if none is named.
 * @returns an exit status. @throws CourseError when it can't be.
 */
export async function provision(names: readonly string[], { seed, isSure, undo }: Options): Promise<number> {
  try {
    const steps = undo
      ? [...provisioning.undo(), ...shutService()]
      : [...(await plan(names, seed)), ...openService()];
    if (steps.length === 0) {
      console.log(undo ? 'Nothing was provisioned here.' : 'All of it is there.');
      return 0;
    }
    console.log(`On this machine vethlab will\n${steps.map(({ words }) => `  - ${words}\n`).join('')}`);
    console.log(
      undo
        ? 'Everything else stays as it is.'
        : 'Containers that are there stay as they are. `--undo` takes it all back.',
    );
    if (!isSure && !(await agreed())) {
      console.log('Nothing was done.');
      return 1;
    }
    await doAll(steps);
    console.log(undo ? '\nUndone.' : `\nDone. ${opening()}`);
    return 0;
  } catch (error) {
    if (error instanceof ProvisionError || error instanceof ExecError) throw new CourseError(error.message);
    throw error;
  }
}

function provisioned() {
  for (const kind of engines.kinds) if (kind.provisioning) return { kind, provisioning: kind.provisioning };
  throw new Error('No engine sets this machine up.');
}

async function plan(names: readonly string[], seed: string): Promise<ProvisionStep[]> {
  const chosen = names.map((name) => {
    const { data } = Framework.safeParse(name);
    if (data) return data;
    throw new CourseError(`There is no framework ${name}; there are ${Framework.options.join(', ')}.`);
  });
  if (!ScenarioSeed.safeParse(seed).success) {
    throw new CourseError(`--scenario takes a word of at most 40 letters, digits, - and _, not ${seed}.`);
  }
  const { root } = await labImage(folders.images);
  const images = ['/usr/share/vethlab', path.join(root, 'usr/share/vethlab')];
  const wanted = Framework.options.filter((one) => chosen.length === 0 || chosen.includes(one));
  return provisioning.plan(drawScenario(seed), wanted, images);
}

/** Lets the package's service do what it takes to make accounts on this machine. */
function openService(): ProvisionStep[] {
  if (!installed || existsSync(DROP_IN)) return [];
  return [
    {
      words: `let vethlab.service make accounts on this machine (${DROP_IN})`,
      async do() {
        await mkdir(path.dirname(DROP_IN), { recursive: true });
        await copyFile(path.join(folders.root, 'lab-server/setup/machine.conf'), DROP_IN);
        await must(['systemctl', 'daemon-reload']);
      },
    },
  ];
}

function shutService(): ProvisionStep[] {
  if (!existsSync(DROP_IN)) return [];
  return [
    {
      words: `take from vethlab.service what accounts need (${DROP_IN})`,
      async do() {
        await rm(DROP_IN);
        await must(['systemctl', 'daemon-reload']);
      },
    },
  ];
}

/** The command that opens it to a class from then on. */
const opening = () =>
  installed
    ? `ENGINE=${kind.name} and CLASS=on in /etc/vethlab/vethlab.conf open it to a class: systemctl restart vethlab.`
    : `ENGINE=${kind.name} npm start -- --class opens it to a class.`;
