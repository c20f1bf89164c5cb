import { Framework, frameworkName } from '../../protocol/scenario.ts';

/** A part of a text: the name of a framework, or the text between two names. */
export interface Named {
  text: string;
  framework?: Framework;
}

const byName = new Map(Framework.options.map((framework) => [frameworkName[framework], framework]));
const NAMES = new RegExp(`\\b(${[...byName.keys()].join('|')})\\b`);

/** Splits a text into its parts, with the frameworks that it names. */
export function namedIn(text: string): Named[] {
  return text
    .split(NAMES)
    .filter((part) => part !== '')
    .map((part) => {
      const framework = byName.get(part);
      return framework ? { text: part, framework } : { text: part };
    });
}
