import { counted } from '../../count.ts';

export const roster = {
  state: 'State',
  states: {
    listed: 'has not come yet',
    waiting: 'waits',
    active: 'takes part',
    removed: 'removed',
    merged: 'became part of another',
  },
  joined: 'Joined',
  attempts: 'Attempts',
  nobody: (code: string) =>
    `Nobody is on the roster yet. Bring in a list, or have learners join with the class code ${code}.`,
  away: (count: number) => `Removed or merged (${count})`,
  letIn: 'Let in',
  letInName: (name: string) => `Let in ${name}`,
  letAllIn: 'Let all in',
  refuse: 'Refuse',
  refuseName: (name: string) => `Refuse ${name}`,
  refuseAll: 'Refuse all',
  change: (name: string) => `Change ${name}`,
  does: {
    rename: 'Name and details',
    newCode: 'New personal code',
    merge: 'Merge with another',
    move: 'Move to another class',
    report: 'Report',
    export: 'Export as JSON',
    remove: 'Remove from the class',
    bringBack: 'Bring back',
    erase: 'Erase for good',
  },
  merge: 'Merge',
  mergeText: (name: string) =>
    `All that ${name} has done becomes the other’s: attempts, grades, recordings. The entry here is gone then.`,
  into: 'The one who stays',
  move: 'Move',
  moveText: (name: string) => `${name} goes to another class with all they have done.`,
  noOtherClass: 'You have no other class.',
  erase: 'Erase',
  eraseText: (name: string) =>
    `Everything of ${name} is erased: name, answers, grades, recordings, lab host. There is no way back.`,
  typeName: (name: string) => `Type the name to be sure: ${name}`,
  erased: (name: string, attempts: number, recordings: number) =>
    `${name} is erased, with ${counted(attempts, 'attempt', 'attempts')} and ${counted(recordings, 'recording', 'recordings')}.`,
  import: 'Bring in a list',
  file: 'CSV file',
  workbook: 'This is a workbook. Save it as CSV in Excel or LibreOffice, and take that file.',
  paste: 'Or paste it here',
  pasteHelp:
    'A list from Moodle, Canvas or a spreadsheet, or one name in each line. How each column is read is shown before anything happens.',
  pasteExample: 'name,id',
  preview: 'See what comes of it',
  columns: 'How the columns are read',
  columnTitle: 'Column',
  readAs: 'Read as',
  readColumn: (column: string) => `Read ${column} as`,
  column: (number: number) => `Column ${number}`,
  empty: 'nothing stands there',
  header: 'The columns are named in',
  noHeader: 'no line',
  uses: {
    name: 'Name',
    given: 'Given name',
    family: 'Surname',
    externalId: 'School number',
    email: 'E-mail',
    login: 'Login',
    section: 'Section',
    platformId: 'ID of the platform',
    none: 'Not used',
  },
  noName: 'No column is read as a name.',
  twins:
    'Learners of one name are told apart by their personal codes: hand them their slips, and they join with name and code.',
  twin: 'needs the personal code',
  filled: (details: string) => `is completed: ${details}`,
  added: (count: number) => `New: ${count}`,
  known: (count: number) => `On the roster already: ${count}`,
  refused: (count: number) => `Left out: ${counted(count, 'line', 'lines')}`,
  line: (line: number) => `Line ${line}:`,
  take: (count: number, filled: number) =>
    count === 0 && filled > 0
      ? `Complete ${counted(filled, 'learner', 'learners')}`
      : `Put ${counted(count, 'learner', 'learners')} on the roster`,
  imported: (count: number, filled: number) =>
    `${counted(count, 'learner', 'learners')} put on the roster${filled > 0 ? `, ${filled} completed` : ''}.`,
  slips: 'Slips to print',
  slipsText: (count: number) =>
    `${counted(count, 'slip', 'slips')}, to cut out and hand round. The personal code is for one learner only.`,
  address: 'Address',
} as const;
