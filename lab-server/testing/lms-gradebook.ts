import type { LineItem, NewLineItem, Platform, ReceivedScore } from './lms-model.ts';

/** A line item of a course, whose address depends on how the platform behaves. */
export interface KeptItem {
  readonly number: number;
  readonly course: string;
  kept: NewLineItem;
}

/** Line items of all courses, and the scores that came for them. */
export class Gradebook {
  /** In the order in which they were accepted, also those that changed nothing. */
  readonly scores: ReceivedScore[] = [];
  readonly #lms: Platform;
  readonly #items = new Map<number, KeptItem>();
  /** The last score of each line item's users. */
  readonly #standing = new Map<KeptItem, Map<string, ReceivedScore>>();
  #last = 10;

  constructor(lms: Platform) {
    this.#lms = lms;
  }

  add(course: string, kept: NewLineItem): LineItem {
    const item = { number: ++this.#last, course, kept };
    this.#items.set(item.number, item);
    this.#standing.set(item, new Map());
    return this.described(item);
  }

  remove(item: KeptItem): void {
    this.#items.delete(item.number);
    this.#standing.delete(item);
  }

  item(course: string, number: number): KeptItem | undefined {
    const item = this.#items.get(number);
    return item?.course === course ? item : undefined;
  }

  items(course: string): LineItem[] {
    return this.#of(course).map((item) => this.described(item));
  }

  /** The line items' own address, or that of the one with this number. */
  address(course: string, number?: number): string {
    const query = this.#lms.ways.lineItemQuery ? '?type_id=1' : '';
    const item = number === undefined ? '' : `/${number}/lineitem`;
    return `${this.#lms.url}/ags/${encodeURIComponent(course)}/lineitems${item}${query}`;
  }

  described({ course, number, kept }: KeptItem): LineItem {
    return { id: this.address(course, number), ...kept };
  }

  last(item: KeptItem, user: string): ReceivedScore | undefined {
    return this.#standing.get(item)?.get(user);
  }

  /** Takes a score. One that is earlier than what stands changes nothing. */
  take(item: KeptItem, score: ReceivedScore): void {
    this.scores.push(score);
    const before = this.last(item, score.userId);
    if (before && Date.parse(before.timestamp) > Date.parse(score.timestamp)) return;
    this.#standing.get(item)?.set(score.userId, score);
  }

  standing(item: KeptItem): ReceivedScore[] {
    return [...(this.#standing.get(item)?.values() ?? [])];
  }

  /** What stands now, by the line item's address and the user's id with a blank between. */
  standingIn(course: string): Map<string, ReceivedScore> {
    const all = this.#of(course).flatMap((item) =>
      this.standing(item).map((score) => [`${this.described(item).id} ${score.userId}`, score] as const),
    );
    return new Map(all);
  }

  #of(course: string): KeptItem[] {
    return [...this.#items.values()].filter((item) => item.course === course);
  }
}
