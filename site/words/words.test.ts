import { expect, test } from 'vitest';
import { desk as deskDe } from './de/desk.ts';
import { de } from './de.ts';
import { desk as deskEn } from './en/desk.ts';
import { en } from './en.ts';

/** Words that are the same in both languages: terms of the field, keys, and names with a number or of platforms. */
const SAME = [
  'Auto',
  'CSV',
  'Canvas',
  'Editor',
  'Enter',
  'Escape',
  'Framework',
  'JSON',
  'Moodle',
  'NAT',
  'Name',
  'Port',
  'Port 1',
  'SSH',
  'Tab',
  'Terminal 1',
  'Terminals',
  'Timer',
  'macvlan',
  'netns 1',
  'veth',
];

type Word = string | ((...given: number[]) => string);
type Words = { [name: string]: Word | Words };

/** Each word by its name, such as `host.state.ready`, in both languages. */
function pairs(english: Words, german: Words, at = ''): [name: string, english: Word, german: Word][] {
  return Object.entries(english).flatMap(([name, word]) =>
    typeof word === 'object'
      ? pairs(word, german[name] as Words, `${at}${name}.`)
      : [[`${at}${name}`, word, german[name] as Word] as const],
  );
}

/** The text of a word. A sentence with values gets the counts 1, 2 and so on. */
const said = (word: Word) =>
  typeof word === 'string' ? word : word(...Array.from({ length: word.length }, (_, at) => at + 1));

// A word may expect a text and gets a number here. Each word only puts it into a sentence.
const all = pairs({ ...en, desk: deskEn } as unknown as Words, { ...de, desk: deskDe } as unknown as Words);

test.each(all)('%s is said in German', (_name, english, german) => {
  expect(typeof german).toBe(typeof english);
  expect(german).toHaveLength(typeof english === 'string' ? german.length : english.length);
  if (said(german) === said(english)) expect(SAME).toContain(said(german));
});

test('every word that is listed as the same is', () => {
  const same = all.filter(([, english, german]) => said(english) === said(german));
  expect([...new Set(same.map(([, english]) => said(english)))].sort()).toEqual(SAME);
});

test.each(all)('%s has the quotation marks of German', (_name, _english, german) => {
  expect(said(german)).not.toMatch(/["'”]/);
  expect(said(german).split('„').length).toBe(said(german).split('“').length);
});

test.each([
  [en.exercise.pointsOf(1, 1), '1 of 1 point'],
  [en.exercise.pointsOf(1, 2), '1 of 2 points'],
  [en.exercise.earlier(2), 'Earlier attempts (2)'],
  [en.host.steps['starting the frameworks'], 'starting the frameworks'],
  [de.exercise.pointsOf(1, 1), '1 von 1 Punkt'],
  [de.exercise.pointsOf(1, 2), '1 von 2 Punkten'],
  [de.exercise.earlier(2), 'Frühere Versuche (2)'],
  [de.host.answering(1, 4), '1 von 4 Frameworks antwortet'],
  [de.parts.processes(1), 'Ein Prozess ist darin.'],
])('%s', (is, should) => {
  expect(is).toBe(should);
});
