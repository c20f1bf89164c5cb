/** What looking for a prerequisite found. `mend` is there when it is missing. */
export interface Found {
  seen: string;
  mend?: string;
}
