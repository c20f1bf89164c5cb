import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noSchoolRecord } from '../../protocol/desk/roster.ts';
import { plainName } from './names.ts';
import { readRoster } from './roster-file.ts';
import type { ListedLearner } from './school-record.ts';

const read = (csv: string, known: ListedLearner[] = [], told = {}) => readRoster(csv, known, told).report;
const names = (csv: string) => read(csv).added.map(({ name }) => name);
const member = (name: string, more: Partial<ListedLearner> = {}): ListedLearner => ({
  name,
  ...noSchoolRecord,
  ...more,
});

test('a list of names needs no header', () => {
  expect(read('Ada Lovelace\nGrace Hopper\n')).toMatchObject({
    header: null,
    columns: [{ title: null, examples: ['Ada Lovelace', 'Grace Hopper'], use: 'name' }],
    added: [
      { line: 1, name: 'Ada Lovelace', externalId: null },
      { line: 2, name: 'Grace Hopper', externalId: null },
    ],
    known: [],
    refused: [],
  });
});

test.each([
  ['commas', 'name,id\nAda,7'],
  ['semicolons, as spreadsheets in German save it', 'Name;Matrikelnummer\r\nAda;7'],
  ['tabs, as copied from a spreadsheet', 'Student\tNumber\nAda\t7'],
  ['tabs with empty values', 'Name\tMail\tID\nAda\t\t7'],
  ['other columns around it', 'mail,ID,Name\na@example.org,7,Ada'],
  ['no header', 'Ada,7'],
  ['no header, the number first', '7;Ada'],
  ['a line that tells Excel the separator', 'sep=;\r\nName;Nummer\r\nAda;7'],
  ['the same with a byte order mark and quotes', '\ufeff"sep=;"\nName;Nummer\nAda;7'],
  ['line ends of an old Mac', 'Name;Nummer\rAda;7\r'],
  ['a vertical bar', 'Name|Nummer\nAda|7'],
  ['a header below a title', 'Netze, Frühjahr 2026\n\nKurs 7\nName;Matrikel-Nr.\nAda;7'],
  ['a header in a language that it does not know', 'Onoma;Arithmos\nAda;7\nBob;8\nCyd;9'],
])('reads %s', (_, csv) => {
  expect(read(csv).added[0]).toMatchObject({ name: 'Ada', externalId: '7' });
});

test.each([
  ['German', 'Vorname;Nachname;ID-Nummer;E-Mail-Adresse;Gruppe'],
  ['German, as schools write it', 'Vorname;Name;Schülernummer;E-Mail;Klasse'],
  ['French', 'Prénom;Nom de famille;Numéro d’identification;Adresse de courriel;Groupes'],
  ['French, short', 'Prénom;Nom;Matricule;Courriel;Classe'],
  ['Spanish', 'Nombre;Apellido(s);Número de ID;Dirección de correo;Grupo'],
  ['Italian', 'Nome;Cognome;Codice identificativo;Indirizzo email;Gruppo'],
  ['Portuguese', 'Nome;Sobrenome;Número de identificação;Endereço de email;Turma'],
  ['Dutch', 'Voornaam;Achternaam;ID-nummer;E-mailadres;Groep'],
  ['Swedish', 'Förnamn;Efternamn;ID-nummer;E-postadress;Grupp'],
  ['Polish', 'Imię;Nazwisko;Numer ID;Adres e-mail;Grupa'],
  ['Czech', 'Křestní jméno;Příjmení;Identifikační číslo;E-mailová adresa;Skupina'],
  ['Russian', 'Имя;Фамилия;Индивидуальный номер;Адрес электронной почты;Группа'],
  ['Chinese', '名;姓;学号;电子邮件;班级'],
  ['Moodle 4', 'First name;Last name;ID number;Email address;Groups'],
  ['Moodle 3', 'First name;Surname;ID number;Email address;Group'],
  ['both words', 'First name;Last name/Surname;ID number;Email address;Section'],
])('a header is read in %s', (_, header) => {
  const report = read(`${header}\nIda;Öhm;0042;ida@example.org;A\n`);
  expect(report.added).toMatchObject([
    {
      name: 'Ida Öhm',
      familyName: 'Öhm',
      externalId: '0042',
      email: 'ida@example.org',
      section: 'A',
    },
  ]);
  expect(report.columns.map(({ use }) => use)).toEqual(['given', 'family', 'externalId', 'email', 'section']);
});

const CANVAS = `Student,ID,SIS User ID,SIS Login ID,Section,Quiz 1 (881),Current Score
,,,,,Manual Posting,
"    Points Possible",,,,,10,(read only)
"Öhm, Ida",9001,S-17,ida@example.org,Networks A and Networks B,7.5,75
"King, Martin Luther, Jr.",9002,S-18,mlk,Networks A,,
"Student, Test",9003,,5cbdaf24b1f56a1a,Networks A,,
`;

test('a gradebook of Canvas is its learners: no row of points, no test student, the number of the school, names as one says them', () => {
  const report = read(CANVAS);
  expect(report.added).toMatchObject([
    {
      name: 'Ida Öhm',
      familyName: 'Öhm',
      externalId: 'S-17',
      login: 'ida@example.org',
      section: 'Networks A and Networks B',
      platformId: '9001',
    },
    { name: 'Martin Luther King Jr.', familyName: 'King', externalId: 'S-18' },
  ]);
  expect(report.refused.map(({ line, why }) => [line, why])).toEqual([
    [2, expect.stringContaining('hidden')],
    [3, expect.stringContaining('points possible')],
    [6, expect.stringContaining('test student')],
  ]);
  expect(report.columns.map(({ title, use }) => [title, use])).toEqual([
    ['Student', 'name'],
    ['ID', 'platformId'],
    ['SIS User ID', 'externalId'],
    ['SIS Login ID', 'login'],
    ['Section', 'section'],
    ['Quiz 1 (881)', 'none'],
    ['Current Score', 'none'],
  ]);
});

test('a gradebook of Canvas without SIS User ID has no number, and the internal ID does not become it', () => {
  expect(read('Student,ID,SIS Login ID,Section\n"Öhm, Ida",9001,ida,A\n').added).toMatchObject([
    { name: 'Ida Öhm', externalId: null, login: 'ida', platformId: '9001' },
  ]);
});

test('two of one name with different numbers are two learners, who join with their personal codes', () => {
  const csv =
    'First name,Last name,ID number,Email address\nAda,Byron,1,\nAda,Byron,2,\nBob,Ray,3,\nada,byron,1,\n';
  const report = read(csv);
  expect(report.added.map(({ name, externalId, twin }) => [name, externalId, twin])).toEqual([
    ['Ada Byron', '1', true],
    ['Ada Byron', '2', true],
    ['Bob Ray', '3', false],
  ]);
  expect(report.refused).toMatchObject([{ line: 5, why: expect.stringContaining('line 2') }]);
  expect(
    read(csv, [member('Ada Byron', { externalId: '1' })]).added.map(({ externalId, twin }) => [
      externalId,
      twin,
    ]),
  ).toEqual([
    ['2', true],
    ['3', false],
  ]);
});

test('a running number makes nobody somebody else', () => {
  const roster = [member('Ada Byron', { externalId: '1' })];
  const { added, known, refused } = read('Nr.;Name\n1;Bob Ray\n2;Cyd Lee\n', roster);
  expect(added).toMatchObject([{ name: 'Cyd Lee' }]);
  expect(known).toEqual([]);
  expect(refused).toMatchObject([{ line: 2, why: expect.stringContaining('for Ada Byron') }]);
  expect(read('Nr.;Name\n1;Ada King\n', roster).known).toMatchObject([{ name: 'Ada Byron' }]);
  expect(read('Nr.;Name\n1;Bob Ray\n', roster, { columns: ['none', 'name'] }).added).toHaveLength(1);
});

test('of a learner who is on the roster, what the list knows more is filled in', () => {
  const ida = member('Ida Öhm', { email: 'ida@old.example' });
  const { report, fills } = readRoster(CANVAS, [ida]);
  expect(report.known).toEqual([
    { line: 4, name: 'Ida Öhm', filled: ['externalId', 'platformId', 'login', 'section'] },
  ]);
  expect(fills).toMatchObject([{ learner: ida, details: { externalId: 'S-17', platformId: '9001' } }]);
});

test.each([
  ['without a header', 'Öhm, Ida\nHopper, Grace'],
  ['with numbers', 'Öhm, Ida, 7\nHopper, Grace, 8'],
  ['after a section', 'A;Öhm, Ida;7\nA;Hopper, Grace;8'],
  ['in one column', 'Öhm, Ida;7\nHopper, Grace;8'],
  ['in quotes', '"Öhm, Ida",7\n"Hopper, Grace",8'],
  ['under a header', 'Student;ID\nÖhm, Ida;7\nHopper, Grace;8'],
  ['without quotes under a header', 'Student\nÖhm, Ida\nHopper, Grace'],
  ['without quotes before a number', 'Student,ID\nÖhm, Ida,7\nHopper, Grace,8'],
])('surnames that stand first are turned: %s', (_, csv) => {
  expect(names(csv)).toEqual(['Ida Öhm', 'Grace Hopper']);
});

test.each([
  ['Ada Lovelace, PhD', 'Ada Lovelace, PhD'],
  ['van der Berg, Anna', 'Anna van der Berg'],
  ['Öhm,', 'Öhm,'],
])('%s is read as %s', (written, name) => {
  expect(names(`Name\n"${written}"`)).toEqual([name]);
});

test.each([
  ['inside a value', (name: string) => `${name} "the 7th" Smith,150`],
  ['that opens and never closes', (name: string) => `"${name},150`],
  ['after a value in quotes', (name: string) => `"${name}" x,150`],
])('a stray quote %s costs its own line only', (_, stray) => {
  const lines = Array.from({ length: 300 }, (_unused, at) => `Learner ${at},${at}`);
  lines[149] = stray('Somebody');
  lines[200] = '"Learner\n200",200';
  const report = read(`name,id\n${lines.join('\n')}\n`);
  expect(report.added).toHaveLength(299);
  expect(report.added.at(-1)).toMatchObject({ line: 302, name: 'Learner 299' });
  expect(report.added.find(({ externalId }) => externalId === '200')).toMatchObject({ name: 'Learner 200' });
  expect(report.refused).toMatchObject([
    { line: 151, text: expect.stringContaining('Somebody'), why: expect.stringContaining('quotation mark') },
  ]);
});

test('lines are counted as an editor counts them', () => {
  const report = read('sep=;\nname;note\n\n"Ada";"one\ntwo"\n\nBob;\n;alone\n');
  expect(report.added.map(({ line, name }) => [line, name])).toEqual([
    [4, 'Ada'],
    [7, 'Bob'],
  ]);
  expect(report.refused).toEqual([{ line: 8, text: ', alone', why: 'It has no name.' }]);
});

test('what stands above the header is left out, and said', () => {
  expect(read('Course,Networks,Spring\nSurname,Given name\nÖhm,Ida\n')).toMatchObject({
    header: 2,
    added: [{ line: 3, name: 'Ida Öhm' }],
    refused: [{ line: 1, text: 'Course, Networks, Spring', why: expect.stringContaining('above') }],
  });
});

test('the teacher says how columns are read, and which line names them', () => {
  const csv = 'Erste;Zweite;Dritte\nÖhm;Ida;7\n';
  expect(read(csv, [], { header: 1, columns: ['family', 'given', 'externalId'] }).added).toMatchObject([
    { line: 2, name: 'Ida Öhm', externalId: '7' },
  ]);
  expect(read('Name;Nummer\nAda;7', [], { header: null }).added).toMatchObject([
    { line: 1, name: 'Name' },
    { line: 2, name: 'Ada' },
  ]);
  expect(read(csv, [], { header: 1, columns: ['none', 'none', 'none'] })).toMatchObject({
    added: [],
    refused: [{ line: 2, why: 'It has no name.' }],
  });
});

test.each([
  [
    'Brightspace',
    'OrgDefinedId,Username,Last Name,First Name,Email,End-of-Line Indicator\n#7,#ida,Öhm,Ida,i@x.org,#',
  ],
  [
    'Blackboard',
    '\ufeff"Last Name"\t"First Name"\t"Username"\t"Student ID"\t"Last Access"\n"Öhm"\t"Ida"\t"ida"\t"7"\t""',
  ],
])('a list of %s is read', (_, csv) => {
  expect(read(csv).added).toMatchObject([{ name: 'Ida Öhm', externalId: '7', login: 'ida' }]);
});

test('all names that a spreadsheet can write come back, each once', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((text) => {
    // An empty Braille pattern shows nothing, so it is no name.
    const plain = text.replaceAll(/[\s\u{2800}]+/gu, ' ').trim();
    // A comma turns the name, and our exports mark what looks like a formula by an apostrophe.
    return plain !== '' && plain.length <= 60 && !/[\ufeff\0,]|^'[=+\-@]/.test(text);
  });
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 20 }), (given) => {
      const { added, known, refused } = read(
        stringify([['name'], ...given.map((one) => [one])], { quoted: true }),
      );
      const different = new Set(given.map(plainName));
      expect(new Set(added.map((one) => plainName(one.name)))).toEqual(different);
      expect(added.length + known.length + refused.length).toBe(given.length);
    }),
    { numRuns: 200 },
  );
});

test('no text makes it throw, nor stand for two learners', () => {
  const line = fc.stringMatching(/^[a-c"';,\t |1@=-]{0,14}$/);
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
      const { added, known, refused, header } = read(lines.join('\n'));
      const seen = [...added, ...known, ...refused].map((one) => one.line);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.every((at) => at >= 1 && at <= lines.length && at !== header)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('a class has a size', () => {
  const csv = Array.from({ length: 505 }, (_, i) => `Learner ${i}`).join('\n');
  const { added, refused } = read(csv, [member('Somebody')]);
  expect(added).toHaveLength(499);
  expect(refused[0]?.why).toMatch(/at most 500/);
});
