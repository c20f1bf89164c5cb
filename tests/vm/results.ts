import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { vmFolder } from './disk.ts';

/** One trial and its result. */
interface Tried {
  what: string;
  result: string;
  passed: boolean;
  seconds: number;
}

/** The trials in order. Each is reported as it ends. */
export class Results {
  readonly #tried: Tried[] = [];
  readonly #name: string;

  /** @param name of the table's file */
  constructor(name: string) {
    this.#name = name;
  }

  /**
   * Tries something. Later trials still run when it fails, unless it is `needed`.
   * @param work returns the words for its result, or throws.
   * @throws what `work` throws, when it is needed.
   */
  async try(
    what: string,
    work: (tell: (doing: string) => void) => Promise<string>,
    { needed = false } = {},
  ): Promise<void> {
    const began = Date.now();
    const seconds = () => Math.round((Date.now() - began) / 1000);
    let last = '';
    const tell = (doing: string) => {
      if (doing !== last) console.log(`    ${seconds()} s: ${doing}`);
      last = doing;
    };
    console.log(`  ${what}…`);
    try {
      this.#add({ what, result: await work(tell), passed: true, seconds: seconds() });
    } catch (error) {
      this.#add({ what, result: (error as Error).message.slice(0, 2000), passed: false, seconds: seconds() });
      if (needed) throw error;
    }
  }

  get failed(): number {
    return this.#tried.filter(({ passed }) => !passed).length;
  }

  /** Prints the table and writes it where its words say. */
  finish(title: string): void {
    const rows = this.#tried.map(
      ({ what, result, passed, seconds }) =>
        `| ${what} | ${passed ? '' : 'FAILED: '}${result.replaceAll('|', '\\|').replaceAll('\n', ' ').slice(0, 300)} | ${seconds} |`,
    );
    const table = [`# ${title}`, '', '| what | result | s |', '|---|---|---|', ...rows, ''].join('\n');
    const file = path.join(vmFolder, `${this.#name}.md`);
    writeFileSync(file, table);
    console.log(`\n${table}\n(${file})`);
  }

  #add(tried: Tried): void {
    this.#tried.push(tried);
    const { passed, result, seconds } = tried;
    console.log(`    ${passed ? 'ok' : 'FAILED'}, ${seconds} s: ${result}`);
  }
}
