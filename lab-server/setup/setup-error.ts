/** A known kind of fault keeps vethlab from starting. The message is one line and ends with the way out. */
export class SetupError extends Error {
  override name = 'SetupError';
}
