import type { ShellCommand } from '../hosts/contract.ts';
import { LearnerShell, type ShellOutput } from './learner-shell.ts';
import { unlike } from './printed.ts';
import type { TextBlock } from './text-blocks.ts';

/** Text that no command may print, whatever its exit status. */
const MISSING = /command not found|No such file or directory|[Pp]ermission denied/;

/** Runs the commands of one text as a learner does: in one terminal, and those marked `beside` in terminals of their own. */
export class TextCommands {
  readonly #open: () => ShellCommand;
  readonly #shell: LearnerShell;
  readonly #shells: LearnerShell[] = [];
  readonly #beside: { block: TextBlock; ended: () => Promise<ShellOutput> }[] = [];
  /** The differences from the text, each with its command. */
  readonly problems: string[] = [];

  /** @param open starts `LearnerShell.COMMAND` on the host, as its learner. */
  constructor(open: () => ShellCommand) {
    this.#open = open;
    this.#shell = new LearnerShell(open());
    this.#shells.push(this.#shell);
  }

  /** Runs the commands. Returns the output of each; nothing yet for those that run beside. */
  async run(blocks: readonly TextBlock[]): Promise<string[]> {
    const all: string[] = [];
    for (const [index, block] of blocks.entries()) {
      all[index] = '';
      await this.#caught(block, async () => {
        if (!block.beside) {
          const output = await this.#shell.run(block.command);
          all[index] = output.printed;
          return this.#compare(block, output);
        }
        const shell = new LearnerShell(this.#open());
        this.#shells.push(shell);
        this.#beside.push({ block, ended: (await shell.begin(block.command)).ended });
      });
    }
    return all;
  }

  /** Waits until the commands that run beside have ended, and closes the terminals. */
  async finish(): Promise<void> {
    for (const { block, ended } of this.#beside) {
      await this.#caught(block, async () => this.#compare(block, await ended()));
    }
    for (const shell of this.#shells) shell.close();
  }

  #compare({ output, fails }: TextBlock, { printed, code }: ShellOutput): void {
    if (MISSING.test(printed)) throw new Error(printed.trim());
    if ((code !== 0) !== fails) throw new Error(`its status is ${code}: ${printed.trim()}`);
    const difference = output === undefined ? null : unlike(output, printed);
    if (difference !== null) throw new Error(difference);
  }

  async #caught({ command }: TextBlock, work: () => Promise<void>): Promise<void> {
    await work().catch(({ message }: Error) => this.problems.push(`${command}: ${message}`));
  }
}
