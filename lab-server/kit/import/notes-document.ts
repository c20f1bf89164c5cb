/** Notes that hold for every scenario from Killercoda. */
const ALWAYS = [
  'Commands run as root there. Here a learner is `pi`: put `sudo` before what takes root, in the chapters too.',
  'Each exercise has 1 point, and each chapter its title as its summary. Minutes are worked out from the number of words, not measured.',
  'A verify script became a check of the kind `script`. It runs with programs that the learner can change, and has 10 s: another kind of check is to be preferred where one says the same.',
  'A quiz became an exercise of its own, with a checker in checkers/ that knows the answers.',
  'When a set-up script ends with another status than 0, the host does not count as prepared, and the learner is told so. A script that may fail has to end with `exit 0`.',
  'Background and foreground scripts run one after the other, when a learner presses **Set it up**, and have 120 s together. What goes on running has to be put aside with `setsid … &` and its output sent elsewhere.',
  'A terminal is not changed by a foreground script: no `cd`, no variable of it stays.',
];

/** IMPORT.md, which the author finds in the course's folder. */
export function notesDocument(title: string, notes: readonly string[]): string {
  const list = (items: readonly string[]) =>
    items.map((item) => `- ${item.replaceAll('\n', ' ')}\n`).join('');
  return `# Taken from Killercoda: ${title}

Delete this file when all of it is done.

## To see to in every course that came from there

${list(ALWAYS)}
## What did not come along, and what has to be seen to here

${notes.length > 0 ? list(notes) : 'Nothing.\n'}
## To prove it

Write a solve.sh for each exercise, and answers that must fail under wrong/. Then \`npm run lab -- verify\` shows on real hosts what holds.
`;
}
