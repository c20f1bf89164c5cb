// npm run sign-in [NAME]: makes a one-time link for an instructor, or without a name for the operator, even while the lab server runs.
import { handed } from '../settings/handed.ts';
import { commandFor } from '../setup/commands.ts';
import { folders } from '../setup/folders.ts';
import { runUnprivileged } from '../setup/unprivileged.ts';
import { openDatabase } from '../store/database.ts';
import { Instructors } from '../store/instructors.ts';

/** Exit status where there is no instructor at all. */
const NOBODY = 3;

const args = process.argv.slice(2);
if (process.getuid?.() === 0) {
  const status = await runUnprivileged(folders.state, 'commands/sign-in.ts', args);
  if (status === NOBODY)
    console.error(`vethlab: there is no instructor yet; ${commandFor('start')} makes the first.`);
  process.exitCode = status === 0 ? 0 : 1;
} else process.exitCode = signIn(handed().dataDir, args[0]);

/** Has the data's owner print the link. @returns the exit status. */
function signIn(dataDir: string, name: string | undefined): number {
  const database = openDatabase(dataDir);
  try {
    const instructors = new Instructors(database);
    const all = instructors.list();
    const found = name === undefined ? all.find(({ operator }) => operator) : instructors.named(name);
    if (found) {
      const { token, expiresAt } = instructors.newLink(found.id);
      console.log(
        `${found.name} signs in once, until ${expiresAt}, at the lab server's address with /desk/#${token}`,
      );
      return 0;
    }
    if (all.length === 0) return NOBODY;
    console.error(
      `vethlab: there is no such instructor; there are ${all.map((one) => one.name).join(', ')}.`,
    );
    return 1;
  } finally {
    database.close();
  }
}
