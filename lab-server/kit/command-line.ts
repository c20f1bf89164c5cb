import { parseArgs } from 'node:util';
import { CourseError } from '../course/course-error.ts';

const USAGE = `npm run lab -- COMMAND

  verify [NAME...] [--seeds N]
                              prove the course, or some of its exercises, on real hosts: the start fails, solve.sh and other
                              right answers pass, wrong ones fail, reset returns, commands print what the text shows
  preview                     serve the course as it is written: a change of text, exercise or checker shows at once
  new exercise NAME           a task that passes, to begin from
  new checker NAME            a checker with its test
  new chapter NAME            a chapter of the course, after the last
  new course FOLDER           a course with a chapter and an exercise
  import killercoda DIR [--into FOLDER]
                              a course of a Killercoda scenario; in courses/ unless said otherwise
  provision [docker podman incus lxd] [--scenario SEED] [--yes] [--undo]
                              set this machine up to be the lab host of a class itself (ENGINE=machine); says first what it will do
  cluster up [--image FILE] [--yes] | status | down [--yes]
                              the workers of a school with several machines (ENGINE=incus); up and down say first what they will do
  deb [--arch amd64|arm64] [--output DIR] [--version V]
                              a Debian package of this clone, in the folder packages/ unless said otherwise
  bundle [--arch amd64|arm64] [--output DIR] [--image FOLDER] [--deb FILE]
                              one file that installs it all on a Debian 13 without a network
  image [--format oci|incus|disk] [--arch amd64|arm64] [--output DIR] [--version V] [--image FOLDER]
                              an image with everything in it: for Docker and Podman, for Incus, or a disk that boots
  sd-card BUNDLE --boot DIR --root DIR
                              has a Raspberry Pi's card, whose partitions are mounted there, install a bundle when it starts
  schema [course]             print the JSON Schema of exercise.yaml, or of course.yaml, for editors
  checks                      print docs/checks.md`;

export type KitCommand =
  | 'verify'
  | 'preview'
  | 'new'
  | 'import'
  | 'deb'
  | 'bundle'
  | 'image'
  | 'sd-card'
  | 'provision'
  | 'cluster'
  | 'schema'
  | 'checks';
const COMMANDS: readonly string[] = [
  'verify',
  'preview',
  'new',
  'import',
  'provision',
  'cluster',
  'deb',
  'bundle',
  'image',
  'sd-card',
  'schema',
  'checks',
] satisfies KitCommand[];

/** @throws CourseError that says how it is used. */
export function commandLine(args: string[]): {
  command: KitCommand;
  words: string[];
  flags: Record<string, string>;
} {
  try {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        seeds: { type: 'string' },
        into: { type: 'string' },
        scenario: { type: 'string' },
        yes: { type: 'boolean' },
        undo: { type: 'boolean' },
        arch: { type: 'string' },
        format: { type: 'string' },
        output: { type: 'string' },
        version: { type: 'string' },
        image: { type: 'string' },
        boot: { type: 'string' },
        root: { type: 'string' },
        deb: { type: 'string' },
      },
    });
    const [command = '', ...words] = positionals;
    if (!COMMANDS.includes(command))
      throw new Error(command === '' ? 'Say what to do.' : `There is no ${command}.`);
    if (values.seeds !== undefined && !/^\d{1,2}$/.test(values.seeds))
      throw new Error('--seeds takes a number.');
    return {
      command: command as KitCommand,
      words,
      flags: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)])),
    };
  } catch (error) {
    throw new CourseError(`${(error as Error).message}\n\n${USAGE}`);
  }
}
