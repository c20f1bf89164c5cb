import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { CourseError } from '../../course/course-error.ts';

/** A folder from which something is taken. Nothing outside of it is read, whatever its files name. */
export class SourceFolder {
  /** Without symbolic links. */
  readonly path: string;
  /** Its name in messages, before the name of a file. */
  readonly #label: string;

  /** @throws CourseError when it is not a folder. */
  constructor(dir: string, label = '') {
    if (!existsSync(dir) || !statSync(dir).isDirectory())
      throw new CourseError(`${dir} is not a folder; name the one that holds the scenario's index.json.`);
    this.path = realpathSync(dir);
    this.#label = label;
  }

  /** A folder in it. @throws CourseError */
  folder(name: string): SourceFolder {
    const file = path.resolve(this.path, name);
    if (!existsSync(file) || !statSync(file).isDirectory())
      throw new CourseError(
        `${this.#label}${name}: index.json takes files from it, but there is no such folder.`,
      );
    this.#mustHold(realpathSync(file), name);
    return new SourceFolder(file, `${this.#label}${name}/`);
  }

  /** The text of a file in it. @throws CourseError */
  text(name: string): string {
    return this.bytes(name).toString('utf8').replaceAll('\r\n', '\n');
  }

  /** @throws CourseError when it does not exist, or is not in the folder. */
  bytes(name: string): Buffer {
    const file = path.resolve(this.path, name);
    this.#mustHold(file, name);
    if (!existsSync(file) || !statSync(file).isFile())
      throw new CourseError(
        name === 'index.json'
          ? `${this.path} has no index.json; name the folder of one scenario, which holds it.`
          : `${this.#label}${name}: index.json names it, but there is no such file; add it or take it out.`,
      );
    // A symbolic link may still lead out.
    this.#mustHold(realpathSync(file), name);
    return readFileSync(file);
  }

  #mustHold(file: string, name: string): void {
    if (file.startsWith(this.path + path.sep)) return;
    throw new CourseError(
      `${this.#label}${name} leads out of the scenario's folder and is not read; copy the file into it and name it there.`,
    );
  }
}
