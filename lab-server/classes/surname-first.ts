interface ReadName {
  name: string;
  /** The part that is the surname; null when the list does not say. */
  familyName: string | null;
}

/** Words that follow a name behind a comma without being a given name. */
const AFTER = new Set(
  ['jr', 'sr', 'ii', 'iii', 'iv', 'phd', 'md', 'ma', 'ba', 'msc', 'bsc', 'mba', 'dr', 'prof', 'esq'].flatMap(
    (word) => [word, `${word}.`],
  ),
);

/** Reads "Surname, Given" as people say it: "Öhm, Ida" is Ida Öhm. A name without a comma stays as it is. */
export function surnameFirst(text: string): ReadName {
  const parts = text.split(',').map((part) => part.trim());
  const titles = parts
    .slice(1)
    .filter((part) => AFTER.has(part.toLowerCase().replaceAll(/(?<=\w)\.(?=\w)/g, '')));
  const [family = '', given = '', ...more] = parts.filter((part) => !titles.includes(part));
  if (family === '' || given === '' || more.length > 0) return { name: text, familyName: null };
  return { name: [given, family, ...titles].join(' '), familyName: family };
}
