import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { run } from '../../../common/exec.ts';
import { bareEnv } from '../../../settings/environment.ts';
import type { MadeEngine } from '../contract.ts';
import { DIAL, fileProgram } from '../shared/scripts.ts';

type Engine = MadeEngine['engine'];

/** Hosts that are folders of this very machine, in which real programs run. */
export class PretendEngine implements Engine {
  readonly memoryPerHost = 8 * 2 ** 20;
  readonly isShared = false;
  readonly #root: string;
  readonly #greeting: string;

  constructor(root: string, greeting: string) {
    this.#root = root;
    this.#greeting = greeting;
  }

  async ensure(id: string): Promise<void> {
    mkdirSync(this.#folder(id), { recursive: true });
  }

  shell(id: string, command?: string) {
    return this.#command(id, ['bash', '--norc', ...(command === undefined ? [] : ['-c', command])]);
  }

  dialer: Engine['dialer'] = (id, { address, port }) =>
    this.#command(id, ['perl', '-e', DIAL, '--', address, String(port), '5']);

  files: Engine['files'] = (id, work) => this.#command(id, fileProgram(work));

  run: Engine['run'] = async (id, argv, { timeoutMs = 10_000 } = {}) => ({
    ...(await run(argv, { cwd: this.#folder(id), timeoutMs })),
    argv,
  });

  async reset(id: string): Promise<void> {
    await this.destroy(id);
    await this.ensure(id);
  }

  async destroy(id: string): Promise<void> {
    rmSync(this.#folder(id), { recursive: true, force: true });
  }

  async list(): Promise<string[]> {
    return existsSync(this.#root) ? readdirSync(this.#root) : [];
  }

  async isUp(id: string): Promise<boolean> {
    return existsSync(this.#folder(id));
  }

  async usage() {
    return { memoryBytes: 0, processes: 0 };
  }

  addresses(): string[] {
    return ['127.0.0.1', '::1'];
  }

  async move(): Promise<void> {}
  async park(): Promise<void> {}
  async unpark(): Promise<void> {}

  async close(): Promise<void> {
    for (const id of await this.list()) await this.destroy(id);
  }

  #folder(id: string): string {
    return path.join(this.#root, id);
  }

  #command(id: string, [file = '', ...args]: string[]) {
    return { file, args, env: bareEnv({ HOME: this.#folder(id), GREETING: this.#greeting }) };
  }
}
