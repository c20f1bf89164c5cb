import type { Kind } from './kinds.ts';
import { plain } from './plain.ts';

/** The facts that a setting's bounds and default can depend on. */
export interface Around {
  /** The machine's, in bytes. */
  memory: number;
  processors: number;
  /** The value of another variable, unparsed. */
  given: (variable: string) => string | undefined;
}

/** Headings of docs/settings.md. */
type Section =
  | 'course'
  | 'host'
  | 'scenarios'
  | 'addresses'
  | 'accounts'
  | 'statements'
  | 'folders'
  | 'parking'
  | 'recordings'
  | 'daemons'
  | 'patience'
  | 'map'
  | 'limits'
  | 'lan'
  | 'cluster'
  | 'log';

interface Described {
  section: Section;
  /** What the setting is, for an operator, as Markdown: no sentence, and no full stop at its end. */
  about: string;
  /** The allowed values as Markdown, if the words of the kind hold for one machine only. */
  may?: string;
  /** Whether only engines that make a lab host for each learner use it. */
  ownHosts?: boolean;
  /** Why the Debian package's settings file has no line for it: a sentence. */
  notInPackage?: string;
}

export interface Setting<T> extends Described {
  takes: (around: Around) => Kind<T & {}>;
  otherwise: (around: Around) => T;
  /** What holds if it is not set: for one machine as plain text, else as Markdown. */
  without: (around?: Around) => string;
  /** The default as the file would have it; empty if it depends on the machine, or if there is none. */
  example: string;
}

/** Settings by the names of their variables. */
export type Table = Readonly<Record<string, Setting<unknown>>>;

/** The values of a table's settings. */
export type Values<T extends Table> = {
  readonly [K in keyof T]: T[K] extends Setting<infer V> ? V : never;
};

type Takes<T> = Kind<T> | ((around: Around) => Kind<T>);

/** A setting whose default is written as the variable would be. */
export function setting<T>(parts: Described & { takes: Takes<T>; default: string }): Setting<T>;
/** A setting whose default depends on the machine. `say` writes it as the variable would be, `without` says what it depends on. */
export function setting<T>(
  parts: Described & {
    takes: Takes<T>;
    default: (around: Around) => T;
    say: (value: T) => string;
    without: string;
  },
): Setting<T>;
/** A setting without a default. `without` says what happens if it is not set. */
export function setting<T>(parts: Described & { takes: Takes<T>; without: string }): Setting<T | undefined>;
export function setting<T>({
  takes,
  default: given,
  say = String,
  without,
  ...described
}: Described & {
  takes: Takes<T>;
  default?: string | ((around: Around) => T);
  say?: (value: T) => string;
  without?: string;
}): Setting<T> | Setting<T | undefined> {
  const kind = typeof takes === 'function' ? takes : () => takes;
  const parts = { ...described, takes: kind as Setting<T>['takes'] };
  if (typeof given === 'string')
    return {
      ...parts,
      otherwise: (around) => kind(around).parse(given),
      without: (around) => (around ? given : `\`${given}\``),
      example: given,
    };
  const words = without ?? '';
  return {
    ...parts,
    otherwise: (around) => given?.(around),
    without: (around) => (around ? (given ? say(given(around)) : plain(words)) : words),
    example: '',
  };
}
