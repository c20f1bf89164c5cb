import * as oidc from 'openid-client';
import type { SchoolPerson } from '../../classes/school-accounts.ts';
import type { SchoolSettings } from '../../host-maker/school-settings.ts';

/** Seconds that the clocks of the provider and of this machine may be apart. */
const CLOCKS = 180;
/** Seconds that an answer of the provider may take. */
const PATIENCE = 10;
/** ms after which the provider's keys and addresses are asked for anew. */
const FRESH = 3_600_000;

/** What has to be remembered until somebody comes back from the provider's page. */
export interface Begun {
  state: string;
  nonce: string;
  verifier: string;
}

/** The provider says no; the message is its own. */
export class ProviderRefuses extends Error {}

/** The provider of the school's accounts (OpenID Connect Core 1.0, authorization code flow with PKCE). */
export class SchoolProvider {
  readonly #settings: SchoolSettings;
  #known: { config: Promise<oidc.Configuration>; at: number } | undefined;

  constructor(settings: SchoolSettings) {
    this.#settings = settings;
  }

  /** The address of the provider's page that somebody is sent to. @throws Error when the provider does not answer */
  async begin(back: URL): Promise<{ url: URL; begun: Begun }> {
    const config = await this.#config();
    const begun = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
    };
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: back.href,
      scope: 'openid profile email',
      state: begun.state,
      nonce: begun.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(begun.verifier),
      code_challenge_method: 'S256',
    });
    return { url, begun };
  }

  /**
   * The person who has come back.
   * @param url the whole address at which they came. @throws ProviderRefuses, and Error when the provider does not answer or is not believed
   */
  async finish(url: URL, { state, nonce, verifier }: Begun): Promise<SchoolPerson> {
    const config = await this.#config();
    try {
      const tokens = await oidc.authorizationCodeGrant(config, url, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('the provider gave no ID token');
      const hasMore = config.serverMetadata().userinfo_endpoint !== undefined;
      const more = hasMore ? await oidc.fetchUserInfo(config, tokens.access_token, claims.sub) : {};
      return this.#person(claims.sub, { ...claims, ...more });
    } catch (error) {
      if (error instanceof oidc.AuthorizationResponseError)
        throw new ProviderRefuses(error.error_description ?? error.error);
      throw error;
    }
  }

  #person(subject: string, claims: Record<string, unknown>): SchoolPerson {
    const { issuer, instructors } = this.#settings;
    const text = (name: string) => (typeof claims[name] === 'string' ? claims[name] : undefined);
    const names = [text('name') ?? '', [text('given_name'), text('family_name')].filter(Boolean).join(' ')];
    const { email_verified: isChecked } = claims;
    return {
      issuer,
      subject,
      names: names.filter((one) => one !== ''),
      email: isChecked === true ? text('email') : undefined,
      login: text('preferred_username'),
      isInstructor:
        instructors !== undefined && valuesOf(claims, instructors.claim).includes(instructors.value),
    };
  }

  /** Asked for when it is first needed, and again after a failure, so that the lab server starts without the provider. */
  #config(): Promise<oidc.Configuration> {
    const now = performance.now();
    if (!this.#known || now - this.#known.at > FRESH) {
      const known = { config: this.#discover(), at: now };
      known.config.catch(() => {
        if (this.#known === known) this.#known = undefined;
      });
      this.#known = known;
    }
    return this.#known.config;
  }

  #discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings;
    const isPlain = new URL(issuer).protocol === 'http:';
    return oidc.discovery(
      new URL(issuer),
      clientId,
      { client_secret: clientSecret, [oidc.clockTolerance]: CLOCKS },
      undefined,
      { timeout: PATIENCE, execute: isPlain ? [oidc.allowInsecureRequests] : [] },
    );
  }
}

/** The values of a claim. A name with dots may lead into it, as realm_access.roles does. */
export function valuesOf(claims: Record<string, unknown>, claim: string): unknown[] {
  const inside = (of: unknown, [name, ...rest]: string[]): unknown => {
    if (name === undefined) return of;
    const isIn = typeof of === 'object' && of !== null && Object.hasOwn(of, name);
    return isIn ? inside((of as Record<string, unknown>)[name], rest) : undefined;
  };
  const found = Object.hasOwn(claims, claim) ? claims[claim] : inside(claims, claim.split('.'));
  return Array.isArray(found) ? found : [found];
}
