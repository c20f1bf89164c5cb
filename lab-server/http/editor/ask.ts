import { boundedBytes } from '../../common/bounded-text.ts';
import { type OpenStream, StreamError } from '../../host-maker/open-stream.ts';
import { HttpProblem } from '../problem.ts';
import { refusal } from './refusal.ts';

/** The longest answer: the largest file and what is said of it. A list is shorter. */
const ANSWER = { bytes: 2 ** 20 + 4096, ms: 30_000 };

/** What the learner's host is asked to do. */
export interface Work {
  learner: string;
  sudo: boolean;
  /** The verb and its words, as edit.pl has them. */
  words: string[];
  /** The bytes that follow the words. */
  bytes?: Buffer;
}

/** The answer of edit.pl: `done` or `same`, with the fields that follow. */
export class Answer {
  readonly word: string;
  #rest: Buffer;

  constructor(bytes: Buffer) {
    this.#rest = bytes;
    this.word = this.field();
  }

  /** The next field. @throws HttpProblem when there is none, so this was not edit.pl. */
  field(): string {
    const end = this.#rest.indexOf(0);
    if (end < 0) throw notOurs();
    const field = this.#rest.toString('utf8', 0, end);
    this.#rest = this.#rest.subarray(end + 1);
    return field;
  }

  /** All fields that are left. */
  fields(): string[] {
    const fields = [];
    while (this.#rest.length > 0) fields.push(this.field());
    return fields;
  }

  /** All bytes that are left. */
  get bytes(): Buffer {
    return this.#rest;
  }
}

/** Has edit.pl do it. What answers is the learner's own machine, and so is no more than checked. @throws HttpProblem, HostNotReady */
export async function askEditor(
  open: OpenStream,
  { learner, sudo, words, bytes = Buffer.alloc(0) }: Work,
): Promise<Answer> {
  const stream = await open({ do: 'edit', learner, sudo }).catch((error) => {
    throw error instanceof StreamError && sudo ? new HttpProblem('no-permission', NO_SUDO) : error;
  });
  // In one piece and without an end, which could come after the program has gone.
  stream.write(Buffer.concat([Buffer.from(words.map((word) => `${word}\0`).join('')), bytes]));
  const answer = new Answer(await boundedBytes(stream, ANSWER));
  if (answer.word === 'refused') throw refusal(answer.field(), words);
  if (answer.word !== 'done' && answer.word !== 'same') throw notOurs();
  return answer;
}

const NO_SUDO = 'You may not use sudo on this lab host.';

export const notOurs = () =>
  new HttpProblem(
    'host-out-of-bounds',
    'Your lab host gave an answer that makes no sense; `type perl sha256sum sudo` there shows whether these are its own programs.',
  );
