/** What looking for a prerequisite found. `mend` is set if it is missing. */
export interface Found {
  seen: string;
  mend?: string;
}

/** Something that vethlab needs of this machine. */
export interface Prerequisite {
  name: string;
  /**
   * `start`: nothing works without it. `setup`: npm start gets it by itself. `tests`: only npm test needs it. `advice`: vethlab works
   * without it, but less well.
   */
  needed: 'start' | 'setup' | 'tests' | 'advice';
  look(): Promise<Found>;
}

export const there = (seen: string): Found => ({ seen });
export const missing = (seen: string, mend: string): Found => ({ seen, mend });

/** In words for a person. */
export const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
