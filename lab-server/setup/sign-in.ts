// npm run sign-in [NAME]: a new one-time link for an instructor, for the operator without a name; also while the lab server runs.
import path from 'node:path';
import { openDatabase } from '../store/database.ts';
import { Instructors } from '../store/instructors.ts';
import { commandFor } from './commands.ts';
import { folders } from './folders.ts';

const [, , name] = process.argv;
const database = openDatabase(path.join(folders.state, 'data'));
const instructors = new Instructors(database);
const all = instructors.list();
const found = name === undefined ? all.find(({ operator }) => operator) : instructors.named(name);
if (found) {
  const { token, expiresAt } = instructors.newLink(found.id);
  console.log(
    `${found.name} signs in once, until ${expiresAt}, at the lab server's address with /desk/#${token}`,
  );
} else {
  const names =
    all.length > 0
      ? `there are ${all.map((one) => one.name).join(', ')}`
      : `${commandFor('start')} makes the first`;
  console.error(`vethlab: there is no such instructor; ${names}.`);
  process.exitCode = 1;
}
database.close();
