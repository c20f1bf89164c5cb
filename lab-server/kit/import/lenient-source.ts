import { CourseError } from '../../course/course-error.ts';
import type { SourceFolder } from './source-folder.ts';
import type { Notes } from './tell.ts';

/** A scenario's folder of which each file that can't be read is told, and the others are taken all the same. */
export class LenientSource {
  readonly #folder: SourceFolder;
  readonly #notes: Notes;

  constructor(folder: SourceFolder, notes: Notes) {
    this.#folder = folder;
    this.#notes = notes;
  }

  text(name: string): string | undefined {
    return this.try(name, () => this.#folder.text(name));
  }

  folder(name: string): SourceFolder | undefined {
    return this.try(name, () => this.#folder.folder(name));
  }

  /** What `read` returns; undefined, and told about the file, where it can't. */
  try<T>(name: string, read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof CourseError)) throw error;
      this.#notes.about(name)(`It is not taken. ${error.message}`);
      return undefined;
    }
  }
}
