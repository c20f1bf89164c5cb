interface Wrong {
  variable: string;
  /** The value that the variable has. */
  given: string;
  /** The values that are allowed, in words that go on from "must be". */
  may: string;
  /** A sentence. */
  wayOut: string;
}

/** A setting can't be understood, or can't be done here. The message is one line and ends with the way out. */
export class SettingError extends Error {
  override name = 'SettingError';
  readonly variable: string;
  readonly given: string;

  constructor({ variable, given, may, wayOut }: Wrong) {
    super(`${variable} must be ${may}, not ${given}. ${wayOut}`);
    this.variable = variable;
    this.given = given;
  }
}
