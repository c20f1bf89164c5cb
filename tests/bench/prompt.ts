import { spawn } from 'node-pty';
import type { ShellCommand } from '../../lab-server/hosts/contract.ts';

/** Opens a terminal as the lab server does, and waits until the shell asks for a command. */
export function prompt({ file, args, env }: ShellCommand): Promise<void> {
  const pty = spawn(file, args, { env, cols: 80, rows: 24 });
  return new Promise((resolve) => {
    let printed = '';
    pty.onData((data) => {
      printed += data;
      if (!/\$ /.test(printed)) return;
      pty.kill();
      resolve();
    });
  });
}
