import { generateKeyPair, type KeyObject, randomUUID } from 'node:crypto';
import { get as getPlain } from 'node:http';
import { get as getByTls } from 'node:https';
import { promisify } from 'node:util';
import {
  base64url,
  type CryptoKey,
  createLocalJWKSet,
  exportJWK,
  type JSONWebKeySet,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from 'jose';

/** How an id_token is signed, if not rightly. */
export interface Signing {
  /** `HS256` takes the public key's PEM as the secret. By itself RS256. */
  alg?: 'none' | 'HS256' | 'RS256' | 'RS384' | 'RS512' | 'PS256' | 'ES256';
  /** `foreign`: one that the platform has never published. */
  key?: 'foreign' | KeyObject | CryptoKey | Uint8Array;
  /** Null: the header has none. By itself that of the platform's key. */
  kid?: string | null;
  /** It was made two hours ago, for one. */
  expired?: boolean;
  /** It is made in an hour, for one. */
  early?: boolean;
}

const newPair = () => promisify(generateKeyPair)('rsa', { modulusLength: 2048 });

/** The platform's key. */
export class SigningKey {
  readonly #kid = randomUUID();
  readonly #pair: { publicKey: KeyObject; privateKey: KeyObject };

  private constructor(pair: { publicKey: KeyObject; privateKey: KeyObject }) {
    this.#pair = pair;
  }

  static async make(): Promise<SigningKey> {
    return new SigningKey(await newPair());
  }

  async published(): Promise<JSONWebKeySet> {
    const key = await exportJWK(this.#pair.publicKey);
    return { keys: [{ ...key, kid: this.#kid, alg: 'RS256', use: 'sig' }] };
  }

  async sign(claims: JWTPayload, how: Signing = {}): Promise<string> {
    const { alg = 'RS256', key, kid = this.#kid, expired, early } = how;
    const shift = (early ? 3600 : 0) - (expired ? 7200 : 0);
    const { iat = Math.floor(Date.now() / 1000) } = claims;
    const moved = shift === 0 ? claims : { ...claims, iat: iat + shift, exp: iat + shift + 3600 };
    const header = { alg, typ: 'JWT', ...(kid === null ? {} : { kid }) };
    // jose makes none with a kid.
    if (alg === 'none')
      return `${[header, moved].map((part) => base64url.encode(JSON.stringify(part))).join('.')}.`;
    return new SignJWT(moved).setProtectedHeader(header).sign(await this.#keyFor(alg, key));
  }

  async #keyFor(alg: string, key: Signing['key']): Promise<KeyObject | CryptoKey | Uint8Array> {
    if (key === 'foreign') return (await newPair()).privateKey;
    if (key) return key;
    if (alg !== 'HS256') return this.#pair.privateKey;
    return Buffer.from(this.#pair.publicKey.export({ type: 'spki', format: 'pem' }));
  }
}

/** What is there. No certificate is checked: that of a test vouches for itself. */
function fetched(address: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const get = address.startsWith('https:') ? getByTls : getPlain;
  get(address, { rejectUnauthorized: false, agent: false }, async (response) => {
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      if (response.statusCode !== 200) throw new Error(`${address} answers with ${response.statusCode}`);
      resolve(Buffer.concat(chunks).toString());
    } catch (error) {
      reject(error);
    }
  }).on('error', reject);
  return promise;
}

/** How far a tool's clock may be ahead, in seconds. It is what Canvas allows. */
const AHEAD = 30;

/** The claims of a JWT that a tool signed, by keys fetched from it. @param now in ms. @throws if it is not so. */
export async function signedByTool(jwt: string, keysUrl: string, now: number): Promise<JWTPayload> {
  const keys = createLocalJWKSet(JSON.parse(await fetched(keysUrl)) as JSONWebKeySet);
  const { payload } = await jwtVerify(jwt, keys, {
    algorithms: ['RS256'],
    currentDate: new Date(now),
    requiredClaims: ['iss', 'aud', 'iat', 'exp'],
  });
  if ((payload.iat ?? 0) > now / 1000 + AHEAD) throw new Error('“iat” claim is in the future');
  return payload;
}

export const isFor = ({ aud }: JWTPayload, audience: string): boolean =>
  [aud ?? []].flat().includes(audience);
