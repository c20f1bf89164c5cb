import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { JWTPayload } from 'jose';
import { makeCertificate } from './certificate.ts';
import { Access } from './lms-access.ts';
import { Gradebook } from './lms-gradebook.ts';
import { type Answer, type Call, json, Refusal, type Route, readCall } from './lms-http.ts';
import { type DeepLink, Launches } from './lms-launches.ts';
import {
  type Failure,
  type Launch,
  type LineItem,
  type LmsCourse,
  type LmsResource,
  type LmsUser,
  type NewLineItem,
  type Platform,
  type ReceivedScore,
  SCOPES,
  type Tool,
  type ToolCall,
  Ways,
} from './lms-model.ts';
import { CLOSES, frame, link, list, page, paragraph } from './lms-pages.ts';
import { Registration } from './lms-registration.ts';
import { Services } from './lms-services.ts';
import { type Signing, SigningKey } from './lms-signing.ts';

/** A tool's addresses, for connecting it by hand. */
interface ToolAddresses {
  loginUrl: string;
  launchUrl: string;
  chooseUrl: string;
  keysUrl: string;
  domain: string;
  /** Where its id_tokens may be posted. By itself `launchUrl` and `chooseUrl`. */
  redirectUrls?: string[];
}

/** A certificate and its key, which leave no file behind: tests start the LMS also before all of them. */
function newCertificate(): { cert: string; key: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'vethlab-lms-'));
  try {
    const { TLS_CERT, TLS_KEY } = makeCertificate(folder, 'lms');
    return { cert: readFileSync(TLS_CERT, 'utf8'), key: readFileSync(TLS_KEY, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * A learning platform that speaks LTI 1.3 Advantage, by HTTPS on a free port of loopback. Nobody signs in to it: whose browser
 * it is, its addresses say. Its tools may have certificates that vouch for themselves.
 */
export class TestLms implements Platform {
  readonly name: string;
  readonly url: string;
  readonly issuer: string;
  readonly certificate: string;
  readonly authUrl: string;
  readonly tokenUrl: string;
  readonly keysUrl: string;
  readonly configUrl: string;
  /** Of the tool that is connected by hand. */
  readonly clientId = 'connected-by-hand';
  readonly deploymentId = '1';
  ways = new Ways();
  readonly users = new Map<string, LmsUser>();
  readonly courses = new Map<string, LmsCourse>();
  readonly resources = new Map<string, LmsResource>();
  /** By client_id. */
  readonly tools = new Map<string, Tool>();
  /** What tools' servers asked for: keys, configuration, registration, tokens and services. */
  readonly calls: ToolCall[] = [];
  readonly #server: Server;
  readonly #gradebook = new Gradebook(this);
  readonly #launches: Launches;
  readonly #registration: Registration;
  readonly #routes: { route: Route; pattern: URLPattern; of: 'browser' | 'tool' | 'services' }[];
  #key: SigningKey;

  private constructor(server: Server, name: string, certificate: string, key: SigningKey) {
    this.#server = server;
    this.#key = key;
    this.name = name;
    this.certificate = certificate;
    this.url = `https://localhost:${(server.address() as AddressInfo).port}`;
    this.issuer = this.url;
    this.authUrl = `${this.url}/auth`;
    this.tokenUrl = `${this.url}/token`;
    this.keysUrl = `${this.url}/keys`;
    const access = new Access(this);
    const services = new Services(this, access, this.#gradebook);
    const parts = { access, gradebook: this.#gradebook, services };
    this.#launches = new Launches(this, parts, (claims) => this.idToken(claims));
    this.#registration = new Registration(this);
    this.configUrl = this.#registration.configUrl;
    const token: Route = { method: 'POST', path: '/token', answer: (call) => access.token(call) };
    const keys: Route = {
      method: 'GET',
      path: '/keys',
      answer: async () => json(200, await this.#key.published()),
    };
    const all = { browser: this.#pages(), tool: [keys, ...this.#registration.routes], services: [] };
    this.#routes = Object.entries({ ...all, services: [token, ...services.routes] }).flatMap(([of, routes]) =>
      routes.map((route) => ({
        route,
        pattern: new URLPattern({ pathname: route.path }),
        of: of as keyof typeof all,
      })),
    );
    server.on('request', (request, response) => void this.#serve(request, response));
  }

  static async start({ port = 0, name = 'Test LMS' } = {}): Promise<TestLms> {
    const { cert, key } = newCertificate();
    const server = createServer({ cert, key });
    const [signing] = await Promise.all([
      SigningKey.make(),
      once(server.listen(port, '127.0.0.1'), 'listening'),
    ]);
    return new TestLms(server, name, cert, signing);
  }

  now(): number {
    return Date.now() + this.ways.clock;
  }

  /** Registers a tool by hand, with all scopes. */
  connect({ redirectUrls, ...tool }: ToolAddresses): void {
    this.tools.set(this.clientId, {
      ...tool,
      clientId: this.clientId,
      deploymentId: this.deploymentId,
      name: 'Connected by hand',
      redirectUrls: redirectUrls ?? [...new Set([tool.launchUrl, tool.chooseUrl])],
      scopes: Object.values(SCOPES),
    });
  }

  /** The address of a tool's registration page as the platform opens it, with a token for one registration. */
  registrationUrl(tool: string): string {
    return this.#registration.addressOf(tool);
  }

  /** What the browser brings to the tool's login. */
  loginParams(launch: Launch): URLSearchParams {
    return this.#launches.loginParams(launch);
  }

  /** The right claims of an id_token. Those for choosing have a new `data` each time. */
  launchClaims(launch: Launch, nonce: string): JWTPayload {
    return this.#launches.claims(launch, nonce);
  }

  /** Signs any claims, rightly or not. */
  idToken(claims: JWTPayload, how?: Signing): Promise<string> {
    return this.#key.sign(claims, how);
  }

  /** From now on it signs with a new key, and the old one is no longer published. */
  async rotateKeys(): Promise<void> {
    this.#key = await SigningKey.make();
  }

  /** Adds a link to the tool to its course, with a line item coupled to it if that is given. */
  addResource(resource: LmsResource, lineItem?: NewLineItem): LineItem | undefined {
    this.resources.set(resource.id, resource);
    return lineItem && this.addLineItem(resource.course, { ...lineItem, resourceLinkId: resource.id });
  }

  addLineItem(course: string, lineItem: NewLineItem): LineItem {
    return this.#gradebook.add(course, lineItem);
  }

  lineItems(course: string): LineItem[] {
    return this.#gradebook.items(course);
  }

  /** Every score that was accepted, in order. */
  get scores(): ReceivedScore[] {
    return this.#gradebook.scores;
  }

  /** What stands now, by the line item's address and the user's id with a blank between. */
  gradebook(course: string): Map<string, ReceivedScore> {
    return this.#gradebook.standingIn(course);
  }

  /** What came back from choosing, and was signed rightly. */
  get deepLinks(): DeepLink[] {
    return this.#launches.deepLinks;
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await readCall(request, this.url).catch(() => null);
    if (!call) return void request.socket.destroy(); // whoever asked has gone
    response.setHeader('Date', new Date(this.now()).toUTCString());
    const { of } = this.#routes.find(({ pattern }) => pattern.test(call.url)) ?? {};
    if (of === undefined || of === 'browser') return send(response, await this.#answer(call));
    const asked = { method: call.method, path: call.url.pathname + call.url.search };
    const trouble = this.#trouble(call, of === 'services');
    if (trouble === 'hang-up') {
      this.calls.push({ ...asked, status: 0 });
      return void request.socket.destroy();
    }
    const answer = typeof trouble === 'object' ? trouble : await this.#answer(call);
    const lost = trouble === 'lost-answer' ? { lost: true as const } : {};
    this.calls.push({ ...asked, status: answer.status, ...lost });
    if (trouble === 'lost-answer') request.socket.destroy();
    else send(response, answer);
  }

  /** What comes between a tool's call and its answer. */
  #trouble(call: Call, isService: boolean): Answer | Exclude<Failure, number> | undefined {
    const { ways } = this;
    if (isService && ways.needsUserAgent && !call.headers['user-agent'])
      return new Refusal(403, 'User-Agent header is missing').answer;
    if (isService && ways.status429 > 0) {
      ways.status429--;
      return new Refusal(429, 'Too Many Requests', { 'retry-after': String(ways.retryAfter) }).answer;
    }
    if (isService && ways.rateLimited > 0) {
      ways.rateLimited--;
      return new Refusal(403, '403 Forbidden (Rate Limit Exceeded)').answer;
    }
    const failure = ways.failing({ method: call.method, path: call.url.pathname + call.url.search });
    return typeof failure === 'number'
      ? new Refusal(failure, `${failure}, as the test wants`).answer
      : failure;
  }

  async #answer(call: Call): Promise<Answer> {
    const found = this.#routes.find(
      ({ route, pattern }) => route.method === call.method && pattern.test(call.url),
    );
    if (!found) return new Refusal(404, `there is nothing for ${call.method} at ${call.url.pathname}`).answer;
    const groups = found.pattern.exec(call.url)?.pathname.groups ?? {};
    try {
      return await found.route.answer(call, (name) => decodeURIComponent(groups[name] ?? ''));
    } catch (error) {
      if (error instanceof Refusal) return error.answer;
      return new Refusal(500, error instanceof Error ? error.message : String(error)).answer;
    }
  }

  #pages(): Route[] {
    const authorize = (call: Call) => this.#launches.authorize(call);
    return [
      { method: 'GET', path: '/auth', answer: authorize },
      { method: 'POST', path: '/auth', answer: authorize },
      { method: 'POST', path: '/chosen', answer: (call) => this.#launches.choose(call) },
      { method: 'GET', path: '/launch', answer: ({ url }) => this.#launchPage(url) },
      { method: 'GET', path: '/choose', answer: ({ url }) => this.#choosePage(url) },
      { method: 'GET', path: '/register', answer: ({ url }) => this.#registerPage(url) },
      { method: 'GET', path: '/return', answer: ({ url }) => this.#returnPage(url) },
    ];
  }

  /** A page that opens a resource: by itself in this window or in a frame of it, by a link, or by a button. */
  #launchPage(url: URL): Answer {
    const launch = launchOf(url);
    const resource = this.resources.get(launch.resource ?? '');
    if (!resource) throw new Refusal(404, `there is no resource “${launch.resource}”`);
    const { title } = resource;
    const opened = (target: string, button: string, auto = false) => {
      const shown: Launch['target'] = target === 'tool' ? 'iframe' : 'window';
      return this.#launches.loginForm({ ...launch, target: shown }, { target, button, auto });
    };
    const how = url.searchParams.get('how');
    if (how === 'window') return page(title, opened('_self', 'Open', true));
    if (how === 'frame') return page(title, frame('tool', title) + opened('tool', 'Open again', true));
    if (how === 'new') {
      url.searchParams.set('how', 'window');
      return page(title, link('Open in a new window', url.href, '_blank'));
    }
    const forms = [
      opened('_self', 'Open'),
      opened('tool', 'Open here'),
      opened('_blank', 'Open in a new tab'),
    ];
    return page(title, forms.join('\n') + frame('tool', title));
  }

  #choosePage(url: URL): Answer {
    const { resource: _, ...launch } = launchOf(url);
    const title = 'Add from a tool';
    const how = { target: 'tool', button: 'Choose again', auto: true };
    return page(title, frame('tool', title) + this.#launches.loginForm({ ...launch, target: 'iframe' }, how));
  }

  #registerPage(url: URL): Answer {
    const tool = url.searchParams.get('tool') ?? '';
    if (!URL.canParse(tool)) throw new Refusal(400, `tool can't be “${tool}”`);
    return page('Connect a tool', CLOSES + frame('tool', 'Registration', this.registrationUrl(tool)));
  }

  /** Where a tool leads back to, with words of its own. */
  #returnPage({ searchParams }: URL): Answer {
    return page(
      'Back in the LMS',
      list([...searchParams].map(([name, text]) => paragraph(`${name}: ${text}`))),
    );
  }
}

function launchOf({ searchParams }: URL): Launch {
  const given = (name: string) => searchParams.get(name) ?? undefined;
  const [user = '', course = '', resource, client] = ['user', 'course', 'resource', 'client'].map(given);
  return { user, course, ...(resource ? { resource } : {}), ...(client ? { client } : {}) };
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers).end(body);
}
