/** An error as another process or thread tells it. */
interface Told {
  name: string | undefined;
  message: string;
}

/**
 * Makes an error of another process again, as it was thrown there.
 * @param kinds the classes of errors whose message is for the learner. An error of any other class becomes an Error.
 */
export function asThrown({ name, message }: Told, kinds: readonly (new (message: string) => Error)[]): Error {
  const Kind = kinds.find((kind) => kind.name === name) ?? Error;
  return new Kind(message);
}
