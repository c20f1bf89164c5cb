import { Refused } from '../common/refused.ts';

/** A learner has as many terminals as they may have. */
export class TooManyTerminals extends Refused {
  override name = 'TooManyTerminals';

  constructor(message: string) {
    super('too-many-terminals', message);
  }
}
