import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { childEnv } from '../../lab-server/settings/environment.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import { freePort } from '../../lab-server/setup/port.ts';
import { witness } from './evidence.ts';
import { showHosts } from './host-evidence.ts';

/** A lab server started as a user does, with npm start, on a free port and in a state folder of its own. */
export class RunningServer {
  readonly child: ChildProcess;
  readonly stateDir: string;
  output = '';
  readonly #ended: Promise<number | NodeJS.Signals | null>;

  constructor(child: ChildProcess, stateDir: string) {
    this.child = child;
    this.stateDir = stateDir;
    witness(async (folder) => {
      writeFileSync(path.join(folder, `server-${path.basename(stateDir)}.log`), this.output);
      await showHosts(stateDir, folder);
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.output += chunk;
      });
    }
    // 'exit' and not 'close', since processes that a killed server leaves running would keep the pipes open.
    this.#ended = new Promise((resolve) => child.on('exit', (code, signal) => resolve(code ?? signal)));
  }

  /** The address it prints, once it does. @throws Error with its output when it ends first. */
  async url(): Promise<string> {
    for (;;) {
      const [, url] = /Open (https?:\S+) /.exec(this.output) ?? [];
      if (url) return url;
      const ended = await Promise.race([this.#ended, this.#moreOutput()]);
      if (ended !== undefined) throw new Error(`npm start ended with ${ended}: ${this.output}`);
    }
  }

  /** Its exit status, or the signal that npm passes on as its own end, once it ends. */
  get ended(): Promise<number | NodeJS.Signals | null> {
    return this.#ended;
  }

  /**
   * Sends a signal to it and everything it started, as a terminal does for Ctrl-C, and waits for the end of all. npm itself may end before the
   * lab server does.
   */
  async stop(signal: NodeJS.Signals = 'SIGINT'): Promise<void> {
    const { pid, exitCode, signalCode } = this.child;
    if (exitCode !== null || signalCode !== null || !pid) return;
    process.kill(-pid, signal);
    await this.#ended;
    while (isGroupAlive(pid)) await sleep(20);
  }

  #moreOutput(): Promise<undefined> {
    return new Promise((resolve) => this.child.stdout?.once('data', () => resolve(undefined)));
  }
}

/** Whether a process of that group runs. A process that only waits to be collected by its parent (a zombie) does not count. */
function isGroupAlive(group: number): boolean {
  return readdirSync('/proc').some((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // After the command name, in brackets: state, parent, process group.
      const [state, , pgrp] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return Number(pgrp) === group && state !== 'Z' && state !== 'X';
    } catch {
      return false; // It ended meanwhile.
    }
  });
}

export interface StartOptions {
  /** Names the state folder. An old one of that name is removed unless `keep` is set. */
  name: string;
  keep?: boolean;
  port?: number;
  /** Put before the command, such as unshare. */
  prefix?: string[];
  /** After the command, such as --class. */
  args?: string[];
  /** Another course than our own: its folder or tar file. */
  course?: string;
  /** Settings beside those that every server of a test has. */
  env?: Record<string, string>;
}

export async function npmStart({
  name,
  keep = false,
  port,
  prefix = [],
  args: more = [],
  course = '',
  env: settings = {},
}: StartOptions): Promise<RunningServer> {
  const stateDir = path.join(folders.made, 'test', name);
  if (!keep) rmSync(stateDir, { recursive: true, force: true });
  const env = childEnv({
    STATE_DIR: stateDir,
    PORT: String(port ?? (await freePort())),
    COURSE: course,
    // A host that nobody uses would take as long to make as one that a test looks at.
    WARM_HOSTS: '0',
    ...settings,
  });
  const [file = 'npm', ...args] = [...prefix, 'npm', 'start', '--', ...more];
  const child = spawn(file, args, {
    cwd: folders.root,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new RunningServer(child, stateDir);
}
