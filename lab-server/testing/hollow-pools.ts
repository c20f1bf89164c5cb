import { rmSync } from 'node:fs';
import path from 'node:path';
import pino from 'pino';
import { onTestFinished, vi } from 'vitest';
import { HostAssignments } from '../hosts/assignments.ts';
import { HostPool } from '../hosts/pool.ts';
import { HollowEngine } from './hollow-engine.ts';
import { temporaryFolder } from './temporary.ts';

/** The pools of one test, one after the other as a lab server is started anew: they share an engine and what was assigned to whom. */
export class HollowPools {
  readonly engine = new HollowEngine();
  readonly #file = path.join(temporaryFolder(), 'assignments.json');
  #pool: HostPool | undefined;

  constructor() {
    onTestFinished(async () => {
      vi.useRealTimers();
      await this.#pool?.close();
    });
  }

  /** Opens a pool without spare hosts, with whatever else the test says. */
  async open(parts: Partial<ConstructorParameters<typeof HostPool>[0]> = {}): Promise<HostPool> {
    const [{ engine }, assignments] = [this, this.assignments()];
    const logger = pino({ level: 'silent' });
    this.#pool = new HostPool({ engine, assignments, logger, most: 100, keep: 0, ...parts });
    await this.#pool.prepare(() => {});
    return this.#pool;
  }

  /** What is on disk now. */
  assignments(): HostAssignments {
    return new HostAssignments(this.#file);
  }

  hostOf(learner: string): string {
    return this.assignments().get(learner)?.host ?? '';
  }

  /** Removes what was assigned, so that the next pool is that of another class. */
  forget(): void {
    rmSync(this.#file);
  }
}
