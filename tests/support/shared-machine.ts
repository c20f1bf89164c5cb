import { readFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { RunResult } from '../../checkers/define.ts';
import { must } from '../../lab-server/common/exec.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import { ensureSite } from '../../lab-server/setup/site.ts';
import * as api from '../../protocol/api/index.ts';
import { ApiClient } from './client.ts';
import { portOfHost } from './host-port.ts';
import { Lab, type TestHost } from './lab.ts';
import { until } from './until.ts';
import { TerminalWindow } from './window.ts';

const GIB = 2 ** 30;
const LIMITS = {
  memoryBytes: GIB,
  processes: 2000,
  cpus: 2,
  diskBytes: 2 * GIB,
  files: 16_384,
  packets: 40_000,
};
const PORT = 8000;
const LOG = '/root/vethlab.log';
/** The state folder of the lab server on it. */
export const STATE = '/var/lib/vethlab/state';

/** A learner with a terminal that shows its prompt. */
export interface SeatedLearner {
  client: ApiClient;
  terminal: TerminalWindow;
}

/** A machine of 1 GiB with all four frameworks, one of our own lab hosts, on which the lab server runs with the machine engine. */
export class SharedMachine {
  readonly lab: Lab;
  readonly host: TestHost;
  #port: Awaited<ReturnType<typeof portOfHost>> | undefined;

  private constructor(lab: Lab, host: TestHost) {
    this.lab = lab;
    this.host = host;
  }

  static async open(name: string): Promise<SharedMachine> {
    // There this checkout can't be written to.
    await ensureSite(() => {});
    const lab = await Lab.open(name, { limits: LIMITS });
    const host = await lab.host();
    const record = JSON.parse(readFileSync(path.join(lab.stateDir, 'hosts/pi/host.json'), 'utf8'));
    await host.learnerMust(`sudo mkdir -p ${folders.root}`);
    const show = path.join(import.meta.dirname, 'show-in-host.pl');
    await must(['perl', show, process.arch, String(record.init.pid), folders.root, folders.root]);
    return new SharedMachine(lab, host);
  }

  /** Runs there as root, in the folder of this checkout. */
  asRoot(script: string): Promise<RunResult> {
    const whole = `cd ${folders.root} && ${script}`.replaceAll("'", `'\\''`);
    return this.host.learner(`sudo bash -c '${whole}'`, 180_000);
  }

  /** The same for a command that must succeed. Returns its output. */
  async must(script: string): Promise<string> {
    const { code, stdout, stderr } = await this.asRoot(script);
    if (code !== 0) throw new Error(`${script}: ${stderr}${stdout}`);
    return stdout;
  }

  /** Starts the lab server. Returns its output until it listens. */
  async start(): Promise<string> {
    const settings = `ENGINE=machine PORT=${PORT} STATE_DIR=${STATE} NODE_COMPILE_CACHE=/var/lib/vethlab/compiled PATH=${folders.root}/node_modules/.bin:$PATH`;
    await this.must(
      `${settings} setsid -f node --max-semi-space-size=1 lab-server/main.ts > ${LOG} 2>&1 < /dev/null`,
    );
    const log = await until(
      async () => {
        const printed = await this.must(`cat ${LOG}`);
        if (!/Open http|vethlab:/.test(printed)) throw new Error(`It does not listen yet: ${printed}`);
        return printed;
      },
      180_000,
      500,
    );
    if (!log.includes('Open http')) throw new Error(`It did not start: ${log}`);
    this.#port = await portOfHost(this.host, PORT);
    return log;
  }

  /** Ends it as Ctrl-C does. */
  async stop(): Promise<void> {
    await this.must('pkill -INT -f lab-server/main.ts');
    await until(
      async () => {
        if (!/nothing is left/.test(await this.must(`cat ${LOG}`)))
          throw new Error('It has not stopped yet.');
      },
      60_000,
      500,
    );
  }

  async join(name: string): Promise<SeatedLearner> {
    const client = new ApiClient(this.#port?.url ?? '');
    await client.join(name);
    await this.ready(client);
    return { client, terminal: await this.openTerminal(client) };
  }

  async ready(client: ApiClient): Promise<void> {
    await until(
      async () => {
        const { body } = await client.call(api.host.status);
        if (body.state !== 'ready') throw new Error(`The host is not ready: ${JSON.stringify(body)}`);
      },
      60_000,
      50,
    );
  }

  async openTerminal(client: ApiClient): Promise<TerminalWindow> {
    const terminal = await TerminalWindow.open(client);
    await until(() => {
      if (!/\$ $/.test(stripVTControlCharacters(terminal.text)))
        throw new Error(`There is no prompt: ${terminal.text}`);
    }, 60_000);
    return terminal;
  }

  async close(): Promise<void> {
    this.#port?.close();
    await this.lab.close();
  }
}
