/** Something that was foreseen keeps vethlab from starting. The message is one line and ends with the way out. */
export class SetupError extends Error {
  override name = 'SetupError';
}
