import { randomBytes } from 'node:crypto';
import { decodeJwt, type JWTPayload } from 'jose';
import { type Answer, bearerOf, type Call, formOf, json, OAuthRefusal, Refusal } from './lms-http.ts';
import { isText, type Platform, SCOPES, type Tool } from './lms-model.ts';
import { isFor, signedByTool } from './lms-signing.ts';

const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Access tokens, which a tool gets for an assertion that it signs (Security Framework 1.0, 4.1). */
export class Access {
  readonly #lms: Platform;
  readonly #tokens = new Map<string, { scopes: string[]; until: number }>();
  /** client_id and jti of each assertion. */
  readonly #taken = new Set<string>();

  constructor(lms: Platform) {
    this.#lms = lms;
  }

  /** What the platform would grant to this tool. */
  scopesFor({ scopes }: Tool): string[] {
    const { noLineItemCreation } = this.#lms.ways;
    return scopes.filter((scope) => !(noLineItemCreation && scope === SCOPES.lineItem));
  }

  async token(call: Call): Promise<Answer> {
    const form = formOf(call);
    if (form.get('grant_type') !== 'client_credentials')
      throw new OAuthRefusal(400, 'unsupported_grant_type', 'grant_type must be client_credentials');
    if (form.get('client_assertion_type') !== ASSERTION)
      throw new OAuthRefusal(400, 'invalid_request', `client_assertion_type must be ${ASSERTION}`);
    const tool = await this.#client(form.get('client_assertion') ?? '');
    const asked = (form.get('scope') ?? '').split(' ').filter(Boolean);
    const granted = this.scopesFor(tool).filter((scope) => asked.includes(scope));
    if (granted.length === 0) throw new OAuthRefusal(400, 'invalid_scope', `none of “${asked}” is granted`);
    const { tokenLifetime } = this.#lms.ways;
    const token = randomBytes(24).toString('base64url');
    this.#tokens.set(token, { scopes: granted, until: this.#lms.now() + tokenLifetime * 1000 });
    return json(
      200,
      { access_token: token, token_type: 'Bearer', expires_in: tokenLifetime, scope: granted.join(' ') },
      'application/json',
      { 'cache-control': 'no-store' },
    );
  }

  /** @throws if the call's token is none, holds no longer, or has none of these scopes. */
  require(call: Call, ...scopes: string[]): void {
    const bearer = bearerOf(call);
    const token = this.#tokens.get(bearer ?? '');
    if (!token || token.until <= this.#lms.now()) {
      const challenge = bearer === undefined ? 'Bearer' : 'Bearer error="invalid_token"';
      throw new Refusal(401, 'no valid access token', { 'www-authenticate': challenge });
    }
    if (!token.scopes.some((scope) => scopes.includes(scope)))
      throw new Refusal(403, `the access token has none of ${scopes.join(', ')}`);
  }

  async #client(assertion: string): Promise<Tool> {
    const refused = (why: unknown) =>
      new OAuthRefusal(400, 'invalid_client', why instanceof Error ? why.message : String(why));
    let claims: JWTPayload;
    let tool: Tool | undefined;
    try {
      const { sub = '' } = decodeJwt(assertion);
      tool = this.#lms.tools.get(sub);
      if (!tool) throw new Error(`no tool has the client_id “${sub}”`);
      claims = await signedByTool(assertion, tool.keysUrl, this.#lms.now());
    } catch (error) {
      throw refused(error);
    }
    if (claims.iss !== claims.sub) throw refused('iss and sub must both be the client_id');
    if (!isFor(claims, this.#audience())) throw refused(`aud must hold ${this.#audience()}`);
    if (!isText(claims.jti)) throw refused('there is no jti');
    const once = JSON.stringify([tool.clientId, claims.jti]);
    if (this.#taken.has(once)) throw refused(`the jti ${claims.jti} was used before`);
    this.#taken.add(once);
    return tool;
  }

  #audience(): string {
    const { ways, tokenUrl, issuer } = this.#lms;
    if (ways.audience === 'token-url') return tokenUrl;
    return ways.audience === 'issuer' ? issuer : ways.audience;
  }
}
