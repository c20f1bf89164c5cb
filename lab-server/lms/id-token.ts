import { createRemoteJWKSet, customFetch, errors, jwtVerify, type RemoteJWKSet } from 'jose';
import type { KeptLms } from '../store/lms.ts';
import { LmsFailure } from './failure.ts';
import { LaunchClaims } from './launch.ts';
import type { Outside } from './outside.ts';

/** Seconds that the clocks of an LMS and of this machine may be apart. */
const CLOCKS = 180;
/** Seconds after which a token is too old, whatever it says. */
const OLDEST = 3600;
/** Only keys of which the LMS alone has the secret half. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'];
/** ms after which keys are asked for anew when a token has one that is not known. */
const COOL = 1_000;

/** What an LMS says is not believed. */
export class NotBelieved extends Error {
  override name = 'NotBelieved';
}

/** Reads the tokens by which LMSs tell who comes (1EdTech Security Framework 1.0, section 5.1.3). */
export class IdTokens {
  readonly #outside: Outside;
  readonly #keys = new Map<string, RemoteJWKSet>();

  constructor(outside: Outside) {
    this.#outside = outside;
  }

  /** @throws NotBelieved, and LmsFailure when the keys of the LMS can't be read */
  async read(lms: KeptLms, token: string, nonce: string): Promise<LaunchClaims> {
    const { issuer, clientId } = lms;
    try {
      const { payload } = await jwtVerify(token, this.#keysOf(lms), {
        issuer,
        audience: clientId,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCKS,
        maxTokenAge: OLDEST,
        requiredClaims: ['exp', 'iat', 'sub', 'nonce'],
      });
      const isForMore = Array.isArray(payload.aud) && payload.aud.length > 1;
      if ((isForMore || payload.azp !== undefined) && payload.azp !== clientId)
        throw new NotBelieved('the token is for somebody else, too (azp)');
      if (payload.nonce !== nonce) throw new NotBelieved('the nonce is another');
      const { data, error } = LaunchClaims.safeParse(payload);
      if (data) return data;
      throw new NotBelieved(
        error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
      );
    } catch (error) {
      if (error instanceof errors.JOSEError) throw new NotBelieved(error.message);
      throw error;
    }
  }

  /** Forgets the keys of LMSs, since one is connected otherwise now. */
  forget(): void {
    this.#keys.clear();
  }

  #keysOf({ keysUrl }: KeptLms): RemoteJWKSet {
    const known = this.#keys.get(keysUrl);
    if (known) return known;
    const keys = createRemoteJWKSet(new URL(keysUrl), {
      cooldownDuration: COOL,
      timeoutDuration: 15_000,
      [customFetch]: async (url) => new Response(await keysAt(this.#outside, url)),
    });
    this.#keys.set(keysUrl, keys);
    return keys;
  }
}

/** The key set at an address, as text. @throws LmsFailure */
export async function keysAt(outside: Outside, url: string): Promise<string> {
  const { status, text } = await outside.ask(url, { headers: { Accept: 'application/json' } });
  if (status !== 200) throw new LmsFailure('no-keys', { detail: `${status} ${text}`, status });
  try {
    const { keys } = JSON.parse(text) as { keys?: unknown };
    if (Array.isArray(keys) && keys.length > 0) return text;
  } catch {
    // Said below.
  }
  throw new LmsFailure('no-keys', { detail: text.slice(0, 100), status });
}
