import { SetupError } from '../setup/setup-error.ts';

/** An architecture that packages are built for, by the names that each tool has for it. */
export interface Architecture {
  /** Debian's. */
  debian: 'amd64' | 'arm64';
  /** Node's. */
  node: 'x64' | 'arm64';
  /** The beginning of its compiler's name. */
  gnu: string;
  /** e_machine of its ELF files (elf.h: EM_X86_64, EM_AARCH64). */
  elfMachine: number;
}

const architectures: readonly Architecture[] = [
  { debian: 'amd64', node: 'x64', gnu: 'x86_64-linux-gnu', elfMachine: 62 },
  { debian: 'arm64', node: 'arm64', gnu: 'aarch64-linux-gnu', elfMachine: 183 },
];

/** The named architecture, or this machine's if none is named. @throws SetupError */
export function architectureOf(name?: string): Architecture {
  const found = architectures.find(({ debian, node }) =>
    name === undefined ? node === process.arch : debian === name,
  );
  if (found) return found;
  throw new SetupError(
    `there is no package for ${name ?? process.arch}; --arch takes ${architectures.map(({ debian }) => debian).join(' or ')}.`,
  );
}
