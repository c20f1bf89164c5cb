import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunResult } from '../../checkers/define.ts';
import { run } from '../../lab-server/common/exec.ts';
import { childEnv } from '../../lab-server/settings/environment.ts';

/** How to come in: by a key of this name, or by a code that is typed where a password is asked for. */
export type Way = { key: string } | { code: string };

/** OpenSSH's own clients on a computer of their own: nothing of this machine's user is used. */
export class SshComputer {
  readonly folder: string;
  port = 0;
  /** Whether it takes the key of a host that it meets for the first time, as a person does who has compared it. */
  takesNewHosts = false;

  constructor(folder: string) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
    writeFileSync(this.#file('askpass'), '#!/bin/sh\necho "$TYPED"\n', { mode: 0o700 });
  }

  /** Makes a key. @returns the line of its .pub file. */
  newKey(name: string): string {
    const file = this.#file(name);
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', `${name}@laptop`, '-f', file]);
    return readFileSync(`${file}.pub`, 'utf8');
  }

  /** Notes the key of the host at this port, as its page says. No other is believed. */
  expectHost(port: number, line: string): void {
    this.port = port;
    appendFileSync(this.#file('known'), `[127.0.0.1]:${port} ${line}\n`);
  }

  /** Options that all of OpenSSH's clients take. */
  options(way: Way): string[] {
    const only =
      'key' in way
        ? [`IdentityFile=${this.#file(way.key)}`, 'IdentitiesOnly=yes', 'BatchMode=yes']
        : ['PubkeyAuthentication=no', 'NumberOfPasswordPrompts=1'];
    const host = [
      `UserKnownHostsFile=${this.#file('known')}`,
      `StrictHostKeyChecking=${this.takesNewHosts ? 'accept-new' : 'yes'}`,
      'GlobalKnownHostsFile=/dev/null',
      'ConnectTimeout=30',
    ];
    return ['-F', '/dev/null', ...[...only, ...host].flatMap((one) => ['-o', one])];
  }

  /** The environment in which ssh “types” the code. */
  env(way: Way): NodeJS.ProcessEnv {
    const typed = 'code' in way ? way.code : '';
    return childEnv({
      SSH_ASKPASS: this.#file('askpass'),
      SSH_ASKPASS_REQUIRE: 'force',
      SSH_AUTH_SOCK: '',
      TYPED: typed,
    });
  }

  /** argv of ssh as pi, with further options before the command. */
  argv(way: Way, options: readonly string[], ...command: string[]): string[] {
    return ['ssh', ...this.options(way), '-p', String(this.port), ...options, 'pi@127.0.0.1', ...command];
  }

  /** Runs a command on the lab host. */
  ssh(way: Way, command: string, ...options: string[]): Promise<RunResult> {
    return run(this.argv(way, options, command), { env: this.env(way), timeoutMs: 60_000 });
  }

  #file(name: string): string {
    return path.join(this.folder, name);
  }
}
