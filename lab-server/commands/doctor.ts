// npm run doctor: lists every prerequisite with ok or missing, and how to mend it. The exit status is 1 if vethlab can't start.
import { styleText } from 'node:util';
import { settings } from '../settings/given.ts';
import { commandFor } from '../setup/commands.ts';
import { prerequisitesOf } from '../setup/prerequisites.ts';

let stops = 0;
for (const { name, needed, look } of prerequisitesOf(settings)) {
  const { seen, mend } = await look();
  if (mend !== undefined && needed === 'start') stops++;
  const what = needed === 'advice' ? 'advice ' : 'missing';
  const word = mend === undefined ? styleText('green', 'ok     ') : styleText('yellow', what);
  console.log(`  ${name.padEnd(18)} ${word}  ${seen}`);
  if (mend !== undefined) console.log(`  ${''.padEnd(18)}          ${mend}`);
}
console.log(
  stops === 0
    ? `\nvethlab can start on this machine: ${commandFor('start')}`
    : `\n${stops} to mend before ${commandFor('start')}.`,
);
process.exitCode = stops === 0 ? 0 : 1;
