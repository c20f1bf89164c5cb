/** A copy can't be made, listed or fetched. The message is for the operator, with the way out. */
export class CopyError extends Error {
  override name = 'CopyError';
}

/** A place for copies of what a lab server keeps. Each copy has a name (setup/copies.ts). What else is there is not touched. */
export interface CopyPlace {
  /** In words for the operator, such as `the folder /mnt/usb`. */
  readonly words: string;
  /** The names of the copies there. @throws CopyError */
  list(): Promise<string[]>;
  /**
   * Makes a copy.
   * @param write writes it to the file that it is given. @throws CopyError, and what `write` throws
   */
  put(name: string, write: (file: string) => Promise<unknown>): Promise<void>;
  /** Works with a copy as a file of this machine. @throws CopyError, and what `work` throws */
  use<T>(name: string, work: (file: string) => Promise<T>): Promise<T>;
  /** @throws CopyError */
  remove(name: string): Promise<void>;
}
