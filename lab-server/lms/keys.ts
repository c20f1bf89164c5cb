import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, importJWK, type JWK, type JWTPayload, SignJWT } from 'jose';
import type { LmsStore } from '../store/lms.ts';

/** The algorithm that every LMS has to know (1EdTech Security Framework 1.0, section 5.1). */
const ALGORITHM = 'RS256';
/** ms for which a key is published after there is a newer one. LMSs keep keys for a day at most. */
const KEPT = 30 * 24 * 3600 * 1000;
/** Parts of an RSA key that everybody may know. */
const PUBLIC = ['kty', 'n', 'e'] as const;

/** The keys by which LMSs know us. */
export class OwnKeys {
  readonly #store: LmsStore;
  #first: Promise<void> | undefined;

  constructor(store: LmsStore) {
    this.#store = store;
  }

  /** Ids of the keys and when they were made, newest first. */
  list(): { id: string; at: string }[] {
    return this.#store.keys().map(({ id, at }) => ({ id, at }));
  }

  /** The public keys (RFC 7517). */
  async published(): Promise<{ keys: JWK[] }> {
    await this.#begun();
    return {
      keys: this.#store.keys().map(({ id, jwk }) => {
        const all = JSON.parse(jwk) as JWK;
        const open = Object.fromEntries(PUBLIC.map((name) => [name, all[name]]));
        return { ...open, kid: id, alg: ALGORITHM, use: 'sig' } as JWK;
      }),
    };
  }

  /** A JSON Web Token by us, signed with the newest key. @param lifetime seconds. @param clock ms since 1970, by the clock of who reads it. */
  async sign(claims: JWTPayload, lifetime: number, clock = Date.now()): Promise<string> {
    await this.#begun();
    const [newest] = this.#store.keys();
    if (!newest) throw new Error('there is no key to sign with');
    const now = Math.floor(clock / 1000);
    return new SignJWT({ jti: randomUUID(), ...claims })
      .setProtectedHeader({ alg: ALGORITHM, kid: newest.id, typ: 'JWT' })
      .setIssuedAt(now)
      .setExpirationTime(now + lifetime)
      .sign(await importJWK(JSON.parse(newest.jwk) as JWK, ALGORITHM));
  }

  /** Signs with a new key from now on. */
  async renew(): Promise<void> {
    const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
    const before = this.#store.keys();
    this.#store.addKey(randomUUID(), JSON.stringify(await exportJWK(privateKey)));
    // Each is published for as long after the one that followed it was made.
    for (const [i, { id }] of before.entries()) {
      const follower = before[i - 1];
      if (follower && Date.now() - Date.parse(follower.at) > KEPT) this.#store.forgetKey(id);
    }
  }

  #begun(): Promise<void> {
    if (this.#store.keys().length === 0) this.#first ??= this.renew();
    return this.#first ?? Promise.resolve();
  }
}
