import type { ApiClient } from '../support/client.ts';
import type { Architecture } from './architecture.ts';
import { hostReady } from './learner.ts';
import { Vm, type VmOptions } from './machine.ts';
import { Results } from './results.ts';
import { describe } from './served.ts';

type Tell = (doing: string) => void;

/** Trials with one virtual machine, which is removed when they are over, however they end. */
export class Trial {
  readonly architecture: Architecture;
  readonly results: Results;
  #title: string;
  #vm: Vm | undefined;

  constructor(architecture: Architecture) {
    this.architecture = architecture;
    this.results = new Results(architecture.debian);
    this.#title = `Debian 13 ${architecture.debian}`;
  }

  /** Runs it to its end, prints the table of its results, and sets the exit status. */
  async run(work: () => Promise<void>): Promise<void> {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, async () => {
        await this.end();
        process.exit(1);
      });
    }
    try {
      await work();
    } catch (error) {
      console.error(`\nwhat follows was not tried: ${(error as Error).message.slice(0, 300)}`);
    } finally {
      await this.end();
      this.results.finish(this.#title);
      process.exitCode = this.results.failed > 0 ? 1 : 0;
    }
  }

  /** Tries something on which all later trials depend. */
  needs(what: string, work: (tell: Tell) => Promise<string>): Promise<void> {
    return this.results.try(what, work, { needed: true });
  }

  async boot(what: string, prepare: (tell: Tell) => Promise<VmOptions>): Promise<Vm> {
    await this.needs(what, async (tell) => {
      this.#vm = await Vm.boot(await prepare(tell), tell);
      this.#title = await describe(this.#vm, this.architecture);
      return this.#title;
    });
    return this.#vm as Vm;
  }

  /** @param start starts the lab server. @returns a learner whose host is ready. */
  async learner(start: (tell: Tell) => Promise<ApiClient>): Promise<ApiClient> {
    let learner: ApiClient | undefined;
    await this.needs('start of the lab server', async (tell) => {
      learner = await start(tell);
      return 'open';
    });
    await this.needs('a learner joins and has a host', async (tell) => {
      await learner?.join();
      await hostReady(learner as ApiClient, tell);
      return 'ready';
    });
    return learner as ApiClient;
  }

  async end(): Promise<void> {
    await this.#vm?.destroy();
    this.#vm = undefined;
  }
}
