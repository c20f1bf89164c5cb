/** A gap in a command that the learner has to fill in: words in angle brackets, such as `<PID>`. */
const GAP = /<[A-Za-z][\w -]*>/;

export interface Gap {
  text: string;
  /** Index of its first character in the command. */
  at: number;
}

/** The first gap of a command; undefined when the command can be run as it is. */
export function gapIn(command: string): Gap | undefined {
  const found = GAP.exec(command);
  return found ? { text: found[0], at: found.index } : undefined;
}
