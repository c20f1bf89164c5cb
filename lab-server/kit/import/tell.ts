/** Reports in a sentence a part of the source that was left out or changed. @param line of the file that it is about, counted from 1 */
export type Tell = (note: string, line?: number) => void;

/** What is to be told to the author, by file and line. */
export class Notes {
  readonly #files = new Map<string, Map<string, Set<number>>>();

  /** @param file as the scenario or the course names it; empty for what is about all of it. */
  about(file: string): Tell {
    const own = this.#files.get(file) ?? new Map<string, Set<number>>();
    this.#files.set(file, own);
    return (note, line) => {
      const lines = own.get(note) ?? new Set<number>();
      own.set(note, line === undefined ? lines : lines.add(line));
    };
  }

  /** `step1.md:3, 7: The HTML element <b> is left out; its text stays.` What is about all of it comes first. */
  sentences(): string[] {
    return [...this.#files]
      .sort(([a], [b]) => Number(b === '') - Number(a === ''))
      .flatMap(([file, notes]) =>
        [...notes].map(([note, lines]) => {
          const at = [...lines].sort((a, b) => a - b).join(', ');
          const place = at === '' ? file : `${file}:${at}`;
          return place === '' ? note : `${place}: ${note}`;
        }),
      );
  }
}
