import { randomUUID } from 'node:crypto';
import { decodeJwt, type JWTPayload } from 'jose';
import type { Access } from './lms-access.ts';
import type { Gradebook } from './lms-gradebook.ts';
import { type Answer, type Call, formOf, OAuthRefusal, Refusal } from './lms-http.ts';
import {
  defined,
  isRecord,
  isText,
  known,
  type Launch,
  type LmsResource,
  type Message,
  type NewLineItem,
  namesOf,
  type Platform,
  TEST_USER,
  type Tool,
} from './lms-model.ts';
import { form, link, list, page } from './lms-pages.ts';
import { lineItemOf, type Services } from './lms-services.ts';
import { isFor, signedByTool } from './lms-signing.ts';

export const LTI = 'https://purl.imsglobal.org/spec/lti/claim/';
export const DEEP_LINKING = 'https://purl.imsglobal.org/spec/lti-dl/claim/';
const AGS = 'https://purl.imsglobal.org/spec/lti-ags/';
const NRPS = 'https://purl.imsglobal.org/spec/lti-nrps/';

/** What was chosen in a tool, and came back signed rightly. */
export interface DeepLink {
  course: string;
  items: Record<string, unknown>[];
  claims: JWTPayload;
}

/** Messages to the tool (LTI 1.3 by the Security Framework 1.0, 5.1) and what it answers to one (Deep Linking 2.0). */
export class Launches {
  readonly deepLinks: DeepLink[] = [];
  readonly #lms: Platform;
  readonly #access: Access;
  readonly #gradebook: Gradebook;
  readonly #services: Services;
  readonly #sign: (claims: JWTPayload) => Promise<string>;
  /** What was begun, by the `data` that the tool has to give back. */
  readonly #choices = new Map<string, Launch>();
  readonly #nonces = new Set<string>();

  constructor(
    lms: Platform,
    parts: { access: Access; gradebook: Gradebook; services: Services },
    sign: (claims: JWTPayload) => Promise<string>,
  ) {
    this.#lms = lms;
    this.#access = parts.access;
    this.#gradebook = parts.gradebook;
    this.#services = parts.services;
    this.#sign = sign;
  }

  tool({ client }: Pick<Launch, 'client'>): Tool {
    if (client !== undefined) return known(this.#lms.tools, client, 'tool');
    const last = [...this.#lms.tools.values()].at(-1);
    if (!last) throw new Error('no tool is connected to the LMS');
    return last;
  }

  loginParams(launch: Launch): URLSearchParams {
    const { clientId, deploymentId } = this.tool(launch);
    known(this.#lms.users, launch.user, 'user');
    return new URLSearchParams({
      iss: this.#lms.issuer,
      login_hint: launch.user,
      lti_message_hint: Buffer.from(JSON.stringify({ ...launch, client: clientId })).toString('base64url'),
      target_link_uri: this.#target(launch),
      client_id: clientId,
      lti_deployment_id: deploymentId,
    });
  }

  /** The form that sends the browser to the tool's login. */
  loginForm(launch: Launch, how: Parameters<typeof form>[2]): string {
    return form(this.tool(launch).loginUrl, this.loginParams(launch), how);
  }

  claims(launch: Launch, nonce: string): JWTPayload {
    const { ways, issuer, name, url } = this.#lms;
    const tool = this.tool(launch);
    const user = known(this.#lms.users, launch.user, 'user');
    const { title, label } = known(this.#lms.courses, launch.course, 'course');
    const iat = Math.floor(this.#lms.now() / 1000);
    const message: Message =
      launch.resource === undefined ? 'LtiDeepLinkingRequest' : 'LtiResourceLinkRequest';
    return defined({
      iss: issuer,
      aud: tool.clientId,
      sub: launch.user,
      iat,
      exp: iat + 3600,
      nonce,
      ...namesOf(user, ways),
      [`${LTI}message_type`]: message,
      [`${LTI}version`]: '1.3.0',
      [`${LTI}deployment_id`]: tool.deploymentId,
      [`${LTI}target_link_uri`]: this.#target(launch),
      [`${LTI}roles`]: ways.testStudents.has(launch.user) ? [...user.roles, TEST_USER] : user.roles,
      [`${LTI}context`]: defined({
        id: launch.course,
        label,
        title,
        type: ['http://purl.imsglobal.org/vocab/lis/v2/course#CourseSection'],
      }),
      [`${LTI}launch_presentation`]: {
        locale: 'en',
        document_target: launch.target ?? 'window',
        return_url: `${url}/return`,
      },
      [`${LTI}tool_platform`]: { guid: url, name, product_family_code: 'test', version: '1' },
      [`${LTI}lis`]: user.sourcedId === undefined ? undefined : { person_sourcedid: user.sourcedId },
      [`${LTI}ext`]: user.login === undefined ? undefined : { user_username: user.login },
      ...(launch.resource === undefined ? this.#choosing(launch) : this.#opening(launch.resource)),
      ...(ways.noServices ? {} : this.#serviceClaims(launch, tool)),
    });
  }

  /** The answer to an authentication request. What is wrong with it goes back to the tool, if that can be told at all. */
  async authorize({ method, url, body }: Call): Promise<Answer> {
    const given = method === 'POST' ? new URLSearchParams(body) : url.searchParams;
    const clientId = given.get('client_id') ?? '';
    const tool = this.#lms.tools.get(clientId);
    if (!tool) throw new Refusal(400, `no tool has the client_id “${clientId}”`);
    const redirect = given.get('redirect_uri') ?? '';
    if (!tool.redirectUrls.includes(redirect))
      throw new Refusal(400, `“${redirect}” is no redirect_uri of ${clientId}`);
    const fields = await this.#response(tool, given).catch((error: unknown) => {
      if (!(error instanceof OAuthRefusal)) throw error;
      return { error: error.code, error_description: error.message };
    });
    const state = given.get('state');
    const all = Object.entries({ ...fields, ...(state === null ? {} : { state }) });
    return page('To the tool', form(redirect, all, { auto: true }));
  }

  /** Takes what was chosen, and makes it a part of the course. */
  async choose(call: Call): Promise<Answer> {
    const { course, client, user, items, claims } = await this.#chosen(formOf(call).get('JWT') ?? '');
    // First all of them are looked at, so that none is made where one is wrong.
    const made = items.map((item) => this.#resource(course, item));
    for (const { resource, lineItem } of made) {
      this.#lms.resources.set(resource.id, resource);
      if (lineItem) this.#gradebook.add(course, { ...lineItem, resourceLinkId: resource.id });
    }
    this.deepLinks.push({ course, items, claims });
    const links = made.map(({ resource }) => {
      const query = new URLSearchParams({
        user,
        course,
        resource: resource.id,
        ...(client ? { client } : {}),
      });
      return link(resource.title, `/launch?${query}`, '_top');
    });
    return page(`Added to ${known(this.#lms.courses, course, 'course').title}`, list(links));
  }

  #target({ resource, ...launch }: Launch): string {
    const { launchUrl, chooseUrl } = this.tool(launch);
    if (resource === undefined) return chooseUrl;
    return known(this.#lms.resources, resource, 'resource').url ?? launchUrl;
  }

  #opening(id: string): JWTPayload {
    const { title, custom } = known(this.#lms.resources, id, 'resource');
    return { [`${LTI}resource_link`]: { id, title }, [`${LTI}custom`]: custom };
  }

  #choosing(launch: Launch): JWTPayload {
    const data = randomUUID();
    this.#choices.set(data, launch);
    return {
      [`${DEEP_LINKING}deep_linking_settings`]: {
        deep_link_return_url: `${this.#lms.url}/chosen`,
        accept_types: ['ltiResourceLink'],
        accept_presentation_document_targets: ['window', 'iframe'],
        accept_multiple: this.#lms.ways.acceptMultiple,
        accept_lineitem: true,
        auto_create: true,
        data,
      },
    };
  }

  #serviceClaims({ course, resource }: Launch, tool: Tool): JWTPayload {
    const { wrongLineItem } = this.#lms.ways;
    const coupled = this.#gradebook.items(course).filter(({ resourceLinkId }) => resourceLinkId === resource);
    const lineitem = wrongLineItem ? this.#gradebook.address(course, 404_404) : coupled[0]?.id;
    const isOne = wrongLineItem || coupled.length === 1;
    return {
      [`${AGS}claim/endpoint`]: {
        scope: this.#access.scopesFor(tool).filter((scope) => scope.startsWith(AGS)),
        lineitems: this.#gradebook.address(course),
        ...(resource !== undefined && isOne ? { lineitem } : {}),
      },
      [`${NRPS}claim/namesroleservice`]: {
        context_memberships_url: this.#services.membersUrl(course),
        service_versions: ['2.0'],
      },
    };
  }

  async #response(tool: Tool, given: URLSearchParams): Promise<Record<string, string>> {
    const mustBe = (name: string, value: string, code = 'invalid_request') => {
      if (given.get(name) !== value)
        throw new OAuthRefusal(400, code, `${name} must be ${value}, and is “${given.get(name)}”`);
    };
    mustBe('scope', 'openid', 'invalid_scope');
    mustBe('response_type', 'id_token', 'unsupported_response_type');
    mustBe('response_mode', 'form_post');
    mustBe('prompt', 'none');
    const [nonce = '', state = '', hint = '', user = ''] = [
      ...['nonce', 'state', 'lti_message_hint', 'login_hint'].map((name) => given.get(name) ?? ''),
    ];
    if (!nonce || !state) throw new OAuthRefusal(400, 'invalid_request', 'nonce and state must be there');
    const launch = this.#hinted(hint);
    if (launch.client !== tool.clientId)
      throw new OAuthRefusal(400, 'invalid_request', `lti_message_hint is not one for ${tool.clientId}`);
    if (launch.user !== user)
      throw new OAuthRefusal(400, 'access_denied', `“${user}” is not who is signed in`);
    return { id_token: await this.#sign(this.claims(launch, nonce)) };
  }

  #hinted(hint: string): Launch {
    try {
      return JSON.parse(Buffer.from(hint, 'base64url').toString());
    } catch {
      throw new OAuthRefusal(400, 'invalid_request', `lti_message_hint can't be “${hint}”`);
    }
  }

  async #chosen(jwt: string) {
    const refused = (why: unknown) =>
      new Refusal(400, `The tool's answer is refused: ${why instanceof Error ? why.message : why}`);
    let claims: JWTPayload;
    let tool: Tool | undefined;
    try {
      const { iss = '' } = decodeJwt(jwt);
      tool = this.#lms.tools.get(iss);
      if (!tool) throw new Error(`iss must be the client_id, and is “${iss}”`);
      claims = await signedByTool(jwt, tool.keysUrl, this.#lms.now());
    } catch (error) {
      throw refused(error);
    }
    const mustBe = (claim: string, value: string) => {
      if (claims[claim] !== value) throw refused(`${claim} must be ${value}, and is “${claims[claim]}”`);
    };
    if (!isFor(claims, this.#lms.issuer)) throw refused(`aud must hold ${this.#lms.issuer}`);
    mustBe(`${LTI}message_type`, 'LtiDeepLinkingResponse');
    mustBe(`${LTI}version`, '1.3.0');
    mustBe(`${LTI}deployment_id`, tool.deploymentId);
    const launch = this.#choices.get(String(claims[`${DEEP_LINKING}data`]));
    if (!launch || this.tool(launch) !== tool) throw refused('data is not what the request had');
    const items = claims[`${DEEP_LINKING}content_items`] ?? [];
    if (!Array.isArray(items) || !items.every(isRecord)) throw refused('content_items is no list of items');
    if (items.length > 1 && !this.#lms.ways.acceptMultiple) throw refused('one thing was to be chosen');
    const { nonce } = claims;
    if (!isText(nonce) || this.#nonces.has(nonce)) throw refused('nonce must be there, and a new one');
    this.#nonces.add(nonce);
    return { ...launch, items, claims };
  }

  #resource(course: string, item: Record<string, unknown>) {
    const { type, title, url, custom, lineItem } = item;
    if (type !== 'ltiResourceLink') throw new Refusal(400, `no item of the type “${type}” is accepted`);
    if (url !== undefined && !(isText(url) && URL.canParse(url)))
      throw new Refusal(400, `url can't be “${url}”`);
    if (
      custom !== undefined &&
      !(isRecord(custom) && Object.values(custom).every((one) => typeof one === 'string'))
    )
      throw new Refusal(400, 'custom must be an object of strings');
    const resource = defined({
      id: randomUUID(),
      course,
      title: isText(title) ? title : 'Untitled',
      url,
      custom,
    });
    let coupled: NewLineItem | undefined;
    if (lineItem !== undefined) {
      if (!isRecord(lineItem)) throw new Refusal(400, 'lineItem must be an object');
      coupled = lineItemOf({ label: resource.title, ...lineItem });
    }
    return { resource: resource as LmsResource, lineItem: coupled };
  }
}
