/** ms of the way to the lab host and back at which predictions begin to be shown, and below which they are not any more. */
const [FAR, NEAR] = [60, 40];
/** What a new measurement counts for (RFC 6298, 2.3). */
const SHARE = 1 / 8;

/** The smoothed time of the way there and back. */
export class RoundTrip {
  #smoothed: number | undefined;
  #isFar = false;

  /** Whether an echo comes so late that it is felt. */
  get isFar(): boolean {
    return this.#isFar;
  }

  /** Takes a measurement in ms. */
  take(measured: number): void {
    this.#smoothed = (this.#smoothed ?? measured) * (1 - SHARE) + measured * SHARE;
    this.#isFar = this.#smoothed > (this.#isFar ? NEAR : FAR);
  }
}
