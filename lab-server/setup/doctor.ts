// npm run doctor: every prerequisite with ok or missing, and how to mend it. Exit status 1 when vethlab can't start.
import { styleText } from 'node:util';
import { prerequisites } from './prerequisites.ts';

let stops = 0;
for (const { name, needed, look } of prerequisites) {
  const { seen, mend } = await look();
  if (mend !== undefined && needed === 'start') stops++;
  const word = mend === undefined ? styleText('green', 'ok     ') : styleText('yellow', 'missing');
  console.log(`  ${name.padEnd(18)} ${word}  ${seen}`);
  if (mend !== undefined) console.log(`  ${''.padEnd(18)}          ${mend}`);
}
console.log(
  stops === 0 ? '\nvethlab can start on this machine: npm start' : `\n${stops} to mend before npm start.`,
);
process.exitCode = stops === 0 ? 0 : 1;
