import { randomUUID } from 'node:crypto';
import { type Answer, bearerOf, bodyOf, type Call, json, OAuthRefusal, type Route } from './lms-http.ts';
import { isRecord, isText, type Message, type Platform, SCOPES, type Tool } from './lms-model.ts';

const CONFIGURATION = '/.well-known/openid-configuration';
const PLATFORM = 'https://purl.imsglobal.org/spec/lti-platform-configuration';
const TOOL = 'https://purl.imsglobal.org/spec/lti-tool-configuration';
const MESSAGES: Message[] = ['LtiResourceLinkRequest', 'LtiDeepLinkingRequest'];

const isUrl = (value: unknown): value is string => isText(value) && URL.canParse(value);

/** Tools that connect themselves (Dynamic Registration 1.0). */
export class Registration {
  readonly routes: readonly Route[] = [
    { method: 'GET', path: CONFIGURATION, answer: () => json(200, this.#configuration()) },
    { method: 'POST', path: '/registrations', answer: (call) => this.#register(call) },
  ];
  readonly #lms: Platform & { authUrl: string; keysUrl: string };
  /** Each holds for one registration. */
  readonly #tokens = new Set<string>();

  constructor(lms: Platform & { authUrl: string; keysUrl: string }) {
    this.#lms = lms;
  }

  get configUrl(): string {
    return this.#lms.url + CONFIGURATION;
  }

  /** The address that the platform opens, with a token for one registration. @param tool the tool's registration page. */
  addressOf(tool: string): string {
    const token = randomUUID();
    this.#tokens.add(token);
    const address = new URL(tool);
    address.searchParams.set('openid_configuration', this.configUrl);
    address.searchParams.set('registration_token', token);
    return address.href;
  }

  #configuration() {
    const { url, issuer, tokenUrl, authUrl, keysUrl } = this.#lms;
    return {
      issuer,
      authorization_endpoint: authUrl,
      registration_endpoint: `${url}/registrations`,
      jwks_uri: keysUrl,
      token_endpoint: tokenUrl,
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: ['RS256'],
      scopes_supported: ['openid', ...Object.values(SCOPES)],
      response_types_supported: ['id_token'],
      id_token_signing_alg_values_supported: ['RS256'],
      claims_supported: ['sub', 'iss', 'name', 'given_name', 'family_name', 'email'],
      subject_types_supported: ['public', 'pairwise'],
      [PLATFORM]: {
        product_family_code: 'test',
        version: '1',
        messages_supported: MESSAGES.map((type) => ({ type })),
        variables: ['Context.id', 'ResourceLink.id', 'User.id', 'User.username'],
      },
    };
  }

  #register(call: Call): Answer {
    const token = bearerOf(call) ?? '';
    if (!this.#tokens.has(token)) throw new OAuthRefusal(401, 'invalid_token', 'no such registration_token');
    const given = bodyOf(call, 'application/json');
    const tool = this.#toolOf(given);
    this.#tokens.delete(token);
    this.#lms.tools.set(tool.clientId, tool);
    const configuration = { ...(given[TOOL] as object), deployment_id: tool.deploymentId };
    return json(
      201,
      { ...given, client_id: tool.clientId, scope: tool.scopes.join(' '), [TOOL]: configuration },
      'application/json',
      { 'cache-control': 'no-store' },
    );
  }

  /** @throws if a thing is missing that the specification requires, or is another than it allows. */
  #toolOf(given: Record<string, unknown>): Tool {
    const must = (isSo: unknown, words: string): void => {
      if (!isSo) throw new OAuthRefusal(400, 'invalid_client_metadata', words);
    };
    const holds = (name: string, ...values: string[]): boolean => {
      const list = given[name];
      return Array.isArray(list) && values.every((value) => list.includes(value));
    };
    const address = (value: unknown, name: string): string => {
      if (!isUrl(value))
        throw new OAuthRefusal(400, 'invalid_client_metadata', `${name} is no address: “${value}”`);
      return value;
    };
    must(given.application_type === 'web', 'application_type must be web');
    must(holds('grant_types', 'implicit', 'client_credentials'), 'grant_types: implicit, client_credentials');
    must(holds('response_types', 'id_token'), 'response_types must hold id_token');
    must(
      given.token_endpoint_auth_method === 'private_key_jwt',
      'token_endpoint_auth_method: private_key_jwt',
    );
    must(isText(given.client_name), 'client_name is missing');
    must(isText(given.scope), 'scope is missing');
    const { redirect_uris: redirects, [TOOL]: configuration } = given;
    if (!Array.isArray(redirects) || redirects.length === 0 || !redirects.every(isUrl))
      throw new OAuthRefusal(400, 'invalid_redirect_uri', 'redirect_uris must be a list of addresses');
    if (!isRecord(configuration))
      throw new OAuthRefusal(400, 'invalid_client_metadata', `${TOOL} is missing`);
    const { domain, claims, messages } = configuration;
    must(isText(domain) && !domain.includes('/'), 'domain must be one, without a protocol');
    must(Array.isArray(claims) && claims.every(isText), 'claims must be a list of names');
    if (!Array.isArray(messages) || !messages.every(isRecord))
      throw new OAuthRefusal(400, 'invalid_client_metadata', 'messages must be a list');
    must(
      messages.every(({ type }) => (MESSAGES as unknown[]).includes(type)),
      `messages: ${MESSAGES}`,
    );
    const launchUrl = address(configuration.target_link_uri, 'target_link_uri');
    const { host, hostname } = new URL(launchUrl);
    must([host, hostname].includes(String(domain)), `target_link_uri is not in the domain ${domain}`);
    const choosing = messages.find(({ type }) => type === 'LtiDeepLinkingRequest')?.target_link_uri;
    const asked = String(given.scope).split(' ');
    const number = this.#lms.tools.size + 2;
    return {
      clientId: `registered-${number}`,
      deploymentId: String(number),
      name: String(given.client_name),
      loginUrl: address(given.initiate_login_uri, 'initiate_login_uri'),
      redirectUrls: redirects,
      launchUrl,
      chooseUrl: choosing === undefined ? launchUrl : address(choosing, 'target_link_uri'),
      keysUrl: address(given.jwks_uri, 'jwks_uri'),
      domain: String(domain),
      scopes: Object.values(SCOPES).filter((scope) => asked.includes(scope)),
      registration: given,
    };
  }
}
