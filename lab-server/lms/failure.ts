import type { LmsTrouble } from '../../protocol/lms.ts';

/** Longest part of an LMS's own words that is kept. */
const LONGEST = 300;

interface More {
  /** What the LMS or the network said. */
  detail?: string;
  /** The status of the answer, if there was one. */
  status?: number;
  /** Seconds after which it may go well. */
  retryAfter?: number | undefined;
  /** What time it was at the LMS. */
  date?: string | undefined;
}

/** Something between us and an LMS has failed. */
export class LmsFailure extends Error {
  override name = 'LmsFailure';
  readonly why: LmsTrouble;
  readonly detail: string;
  readonly status: number | undefined;
  readonly retryAfter: number | undefined;
  readonly date: string | undefined;

  constructor(why: LmsTrouble, { detail = '', status, retryAfter, date }: More = {}) {
    const plain = detail
      .replaceAll(/<[^<>]*>/g, ' ')
      .replaceAll(/[\p{Cc}\s]+/gu, ' ')
      .trim();
    super(`${why}${plain && `: ${plain.slice(0, LONGEST)}`}`);
    this.why = why;
    this.detail = plain.slice(0, LONGEST);
    this.status = status;
    this.retryAfter = retryAfter;
    this.date = date;
  }
}
