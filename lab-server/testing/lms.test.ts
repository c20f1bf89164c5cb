// The LMS of the tests by itself, with jose and fetch as its tool.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { createLocalJWKSet, exportJWK, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { expect, onTestFinished, test } from 'vitest';
import { TestLms } from './lms.ts';
import { DEEP_LINKING, LTI } from './lms-launches.ts';
import { failSome, INSTRUCTOR, type Launch, LEARNER, type LineItem, SCOPES } from './lms-model.ts';
import { postedBy } from './lms-pages.ts';

const AGS = 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint';
const LINE_ITEM = 'application/vnd.ims.lis.v2.lineitem+json';
const LINE_ITEMS = 'application/vnd.ims.lis.v2.lineitemcontainer+json';
const SCORE = 'application/vnd.ims.lis.v1.score+json';
const MEMBERS = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** A tool: it shows its key, and knows what a tool's server has to send. */
class Tool {
  readonly url: string;
  readonly lms: TestLms;
  clientId: string;

  constructor(url: string, lms: TestLms) {
    this.url = url;
    this.lms = lms;
    this.clientId = lms.clientId;
  }

  sign(claims: JWTPayload, kid = 'of-tool'): Promise<string> {
    const jwt = new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid });
    return jwt.setIssuedAt().setExpirationTime('1m').sign(privateKey);
  }

  assertion(claims: JWTPayload = {}): Promise<string> {
    const sub = this.clientId;
    return this.sign({ iss: sub, sub, aud: this.lms.tokenUrl, jti: randomUUID(), ...claims });
  }

  async ask(assertion?: string, scopes: string[] = Object.values(SCOPES)): Promise<Response> {
    return fetch(this.lms.tokenUrl, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion ?? (await this.assertion()),
        scope: scopes.join(' '),
      }),
    });
  }

  async token(): Promise<string> {
    const response = await this.ask();
    expect(response.status, await response.clone().text()).toBe(200);
    return (await response.json()).access_token;
  }
}

async function started(): Promise<{ lms: TestLms; tool: Tool }> {
  const lms = await TestLms.start();
  onTestFinished(() => lms.close());
  const before = tls.getCACertificates('default');
  tls.setDefaultCACertificates([...before, lms.certificate]);
  onTestFinished(() => tls.setDefaultCACertificates(before));
  const key = { ...(await exportJWK(publicKey)), kid: 'of-tool', alg: 'RS256' };
  const server = createServer((_, response) => response.end(JSON.stringify({ keys: [key] })));
  onTestFinished(() => void server.close().closeAllConnections());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  lms.connect({
    loginUrl: `${url}/login`,
    launchUrl: `${url}/launch`,
    chooseUrl: `${url}/choose`,
    keysUrl: `${url}/keys`,
    domain: new URL(url).host,
  });
  lms.users.set('7', {
    name: 'Ada “A” Lovelace',
    email: 'ada@example.org',
    roles: [LEARNER],
    sourcedId: 's-7',
    login: 'ada',
  });
  lms.users.set('8', { name: 'Ben', roles: [LEARNER] });
  lms.users.set('9', { name: 'Grace', roles: [INSTRUCTOR] });
  lms.courses.set('net/1', { title: 'Networks', label: 'NET', members: ['7', '8', '9'] });
  lms.addResource({ id: 'r1', course: 'net/1', title: 'Bridges', custom: { exercise: 'bridge' } });
  return { lms, tool: new Tool(url, lms) };
}

const LAUNCH: Launch = { user: '7', course: 'net/1', resource: 'r1' };

/** What the tool asks for at its login. */
function request(lms: TestLms, launch: Launch, changed: Record<string, string> = {}): URLSearchParams {
  const params = lms.loginParams(launch);
  return new URLSearchParams({
    scope: 'openid',
    response_type: 'id_token',
    response_mode: 'form_post',
    prompt: 'none',
    client_id: params.get('client_id') ?? '',
    redirect_uri: params.get('target_link_uri') ?? '',
    login_hint: params.get('login_hint') ?? '',
    lti_message_hint: params.get('lti_message_hint') ?? '',
    state: 'a state',
    nonce: 'a nonce',
    ...changed,
  });
}

/** What the browser then posts to the tool. */
async function posted(lms: TestLms, launch: Launch, changed?: Record<string, string>) {
  const response = await fetch(`${lms.authUrl}?${request(lms, launch, changed)}`);
  const text = await response.text();
  expect(response.status, text).toBe(200);
  return postedBy(text);
}

/** The claims of an id_token, of which jose thinks that it is right. */
async function verified(lms: TestLms, token: string): Promise<JWTPayload> {
  const keys = createLocalJWKSet(await (await fetch(lms.keysUrl)).json());
  const { payload } = await jwtVerify(token, keys, {
    issuer: lms.issuer,
    audience: lms.clientId,
    algorithms: ['RS256'],
  });
  return payload;
}

test('a launch ends in an id_token that says who opens what', async () => {
  const { lms, tool } = await started();
  const { action, fields } = await posted(lms, LAUNCH);
  expect(action).toBe(`${tool.url}/launch`);
  expect(fields.get('state')).toBe('a state');
  const claims = await verified(lms, fields.get('id_token') ?? '');
  expect(claims).toMatchObject({
    sub: '7',
    nonce: 'a nonce',
    name: 'Ada “A” Lovelace',
    email: 'ada@example.org',
    [`${LTI}message_type`]: 'LtiResourceLinkRequest',
    [`${LTI}version`]: '1.3.0',
    [`${LTI}deployment_id`]: '1',
    [`${LTI}resource_link`]: { id: 'r1', title: 'Bridges' },
    [`${LTI}context`]: { id: 'net/1', label: 'NET', title: 'Networks' },
    [`${LTI}custom`]: { exercise: 'bridge' },
    [`${LTI}lis`]: { person_sourcedid: 's-7' },
    [`${LTI}ext`]: { user_username: 'ada' },
    [AGS]: { lineitems: `${lms.url}/ags/net%2F1/lineitems` },
  });
  lms.ways.noNames = true;
  lms.ways.noServices = true;
  const bare = lms.launchClaims(LAUNCH, 'a nonce');
  expect(Object.keys(bare)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/name|email|ags|nrps/)]),
  );
});

test.each([
  ['scope', 'profile', 'invalid_scope'],
  ['response_type', 'code', 'unsupported_response_type'],
  ['response_mode', 'query', 'invalid_request'],
  ['prompt', 'login', 'invalid_request'],
  ['nonce', '', 'invalid_request'],
  ['lti_message_hint', 'another', 'invalid_request'],
  ['login_hint', '8', 'access_denied'],
])('an authentication request with another %s gets no token', async (name, value, error) => {
  const { lms } = await started();
  const { fields } = await posted(lms, LAUNCH, { [name]: value });
  expect(Object.fromEntries(fields)).toMatchObject({ error, state: 'a state' });
  expect(fields.has('id_token')).toBe(false);
});

test('an unknown tool, or an address that is not its own, is told in the LMS', async () => {
  const { lms } = await started();
  for (const changed of [{ client_id: 'another' }, { redirect_uri: 'https://elsewhere.example/' }]) {
    const body = request(lms, LAUNCH, changed as Record<string, string>);
    const response = await fetch(lms.authUrl, { method: 'POST', body });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(Object.values(changed)[0]);
  }
});

test('it signs wrongly on request, and with a new key', async () => {
  const { lms } = await started();
  const claims = lms.launchClaims(LAUNCH, 'a nonce');
  await expect(verified(lms, await lms.idToken(claims))).resolves.toMatchObject({ sub: '7' });
  for (const how of [
    { alg: 'none' },
    { alg: 'HS256' },
    { key: 'foreign' },
    { kid: 'another' },
    { expired: true },
  ] as const) {
    const token = await lms.idToken(claims, how);
    await expect(verified(lms, token), JSON.stringify(how)).rejects.toThrow();
  }
  const early = await verified(lms, await lms.idToken(claims, { early: true }));
  expect(early.iat).toBeGreaterThan(Date.now() / 1000 + 3000);
  const before = await lms.idToken(claims);
  await lms.rotateKeys();
  await expect(verified(lms, before)).rejects.toThrow('no applicable key');
  await expect(verified(lms, await lms.idToken(claims))).resolves.toMatchObject({ sub: '7' });
});

test('a token is had for an assertion that is right, once', async () => {
  const { lms, tool } = await started();
  const assertion = await tool.assertion();
  expect((await tool.ask(assertion)).status).toBe(200);
  const refusals = [
    assertion,
    await tool.assertion({ aud: 'https://elsewhere.example/' }),
    await tool.assertion({ iss: 'another' }),
    await tool.assertion({ sub: 'another' }),
    await tool.sign({ iss: lms.clientId, sub: lms.clientId, aud: lms.tokenUrl }),
    await tool.sign({ iss: lms.clientId, sub: lms.clientId, aud: lms.tokenUrl, jti: 'one' }, 'another-kid'),
    'no.jwt.here',
  ];
  for (const refused of refusals) {
    const response = await tool.ask(refused);
    expect([response.status, (await response.json()).error]).toEqual([400, 'invalid_client']);
  }
  expect(await (await tool.ask(undefined, ['another'])).json()).toMatchObject({ error: 'invalid_scope' });
  lms.ways.audience = 'issuer';
  expect((await tool.ask()).status).toBe(400);
  expect((await tool.ask(await tool.assertion({ aud: ['another', lms.issuer] }))).status).toBe(200);
  // A clock that is behind has the assertion come from the future.
  lms.ways = Object.assign(lms.ways, { audience: 'token-url', clock: -60_000 });
  expect(await (await tool.ask()).json()).toMatchObject({
    error_description: expect.stringContaining('iat'),
  });
});

const score = (userId: string, scoreGiven: number, more = {}) => ({
  userId,
  scoreGiven,
  scoreMaximum: 10,
  activityProgress: 'Completed',
  gradingProgress: 'FullyGraded',
  timestamp: '2026-10-01T10:00:00.000Z',
  ...more,
});

/** Calls of services with a token. */
async function services(tool: Tool) {
  const authorization = `Bearer ${await tool.token()}`;
  const get = (address: string, accept: string) => fetch(address, { headers: { authorization, accept } });
  const send = (method: string, address: string, type: string, body: unknown) =>
    fetch(address, {
      method,
      headers: { authorization, 'content-type': type },
      body: JSON.stringify(body),
    });
  return { get, send, post: send.bind(null, 'POST') };
}

/** Where the scores of a line item go. */
function scoresOf({ id }: LineItem): string {
  const address = new URL(id);
  address.pathname += '/scores';
  return address.href;
}

test.each([false, true])(
  'line items and scores, with a query in their addresses: %s',
  async (lineItemQuery) => {
    const { lms, tool } = await started();
    lms.ways.lineItemQuery = lineItemQuery;
    const { get, send, post } = await services(tool);
    const { [AGS]: endpoint } = lms.launchClaims(LAUNCH, 'a nonce') as { [AGS]: { lineitems: string } };
    const given = { label: 'Bridges', scoreMaximum: 10, resourceLinkId: 'r1', tag: 'grade' };
    const made = await post(endpoint.lineitems, LINE_ITEM, given);
    expect(made.status).toBe(201);
    const item: LineItem = await made.json();
    expect(item).toMatchObject(given);
    expect(item.id.endsWith('/lineitem?type_id=1')).toBe(lineItemQuery);
    // It is coupled now.
    expect(lms.launchClaims(LAUNCH, 'a nonce')[AGS]).toMatchObject({ lineitem: item.id });
    expect(await (await get(item.id, LINE_ITEM)).json()).toEqual(item);
    const changed = await send('PUT', item.id, LINE_ITEM, {
      ...given,
      label: 'Switches',
      resourceLinkId: 'r2',
    });
    expect(await changed.json()).toEqual({ ...item, label: 'Switches' });

    expect((await post(scoresOf(item), SCORE, score('7', 4, { comment: 'Half of it' }))).status).toBe(204);
    expect((await post(`${item.id}/scores`, SCORE, score('7', 4))).status).toBe(lineItemQuery ? 404 : 204);
    expect((await post(scoresOf(item), SCORE, score('7', 9))).status).toBe(204);
    const earlier = score('7', 1, { timestamp: '2026-10-01T09:59:59.999Z' });
    expect((await post(scoresOf(item), SCORE, earlier)).status).toBe(204);
    expect(lms.scores.map(({ scoreGiven }) => scoreGiven)).toEqual(lineItemQuery ? [4, 9, 1] : [4, 4, 9, 1]);
    const standing = lms.gradebook('net/1').get(`${item.id} 7`);
    expect(standing).toMatchObject({ scoreGiven: 9, scoreMaximum: 10 });
    expect(standing).not.toHaveProperty('comment');
    lms.ways.strictTime = true;
    expect((await post(scoresOf(item), SCORE, score('7', 9))).status).toBe(409);

    const address = new URL(item.id);
    address.pathname += '/results';
    const results = await (await get(address.href, 'application/vnd.ims.lis.v2.resultcontainer+json')).json();
    expect(results).toMatchObject([{ scoreOf: item.id, userId: '7', resultScore: 9, resultMaximum: 10 }]);
    expect((await send('DELETE', item.id, LINE_ITEM, {})).status).toBe(204);
    expect(lms.lineItems('net/1')).toEqual([]);
  },
);

test('scores are refused that say too little, or of whom there are none', async () => {
  const { lms, tool } = await started();
  const item = lms.addLineItem('net/1', { label: 'Bridges', scoreMaximum: 10 });
  const { post } = await services(tool);
  lms.ways.testStudents.add('8');
  const status = async (body: unknown, type = SCORE) => (await post(scoresOf(item), type, body)).status;
  expect(await status(score('9', 1))).toBe(400);
  expect(await status(score('8', 1))).toBe(422);
  expect(await status(score('7', 1), 'application/json')).toBe(415);
  for (const wrong of [
    { timestamp: '2026-10-01T10:00:00Z' },
    { timestamp: '2026-10-01T10:00:00.000' },
    { scoreMaximum: undefined },
    { scoreGiven: -1 },
    { scoreGiven: '1' },
    { activityProgress: undefined },
    { gradingProgress: 'fullygraded' },
  ])
    expect(await status(score('7', 1, wrong)), JSON.stringify(wrong)).toBe(400);
  lms.ways.ungradable.add('7');
  expect(await status(score('7', 1))).toBe(400);
  expect(lms.scores).toEqual([]);
});

test('lists come in pages, of which each leads to the next', async () => {
  const { lms, tool } = await started();
  for (const tag of ['a', 'b', 'a', 'a']) lms.addLineItem('net/1', { label: tag, scoreMaximum: 1, tag });
  lms.ways.lineItemQuery = true;
  const { get } = await services(tool);
  const sizes = async (first: string, type: string, count: (list: never) => number) => {
    const found: number[] = [];
    for (let next: string | undefined = first; next; ) {
      const response: Response = await get(next, type);
      found.push(count((await response.json()) as never));
      [, next] = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '') ?? [];
    }
    return found;
  };
  const { lineitems } = lms.launchClaims(LAUNCH, 'a nonce')[AGS] as { lineitems: string };
  expect(await sizes(`${lineitems}&tag=a&limit=2`, LINE_ITEMS, (list: LineItem[]) => list.length)).toEqual([
    2, 1,
  ]);
  lms.ways.pageSize = 1;
  const members = `${lms.url}/nrps/net%2F1/memberships`;
  expect(await sizes(members, MEMBERS, (list: { members: [] }) => list.members.length)).toEqual([1, 1, 1]);
  const learners = await (await get(`${members}?role=Learner&limit=50`, MEMBERS)).json();
  expect(learners).toMatchObject({
    context: { id: 'net/1', title: 'Networks' },
    members: [{ user_id: '7', status: 'Active', roles: [LEARNER], lis_person_sourcedid: 's-7' }],
  });
  expect((await get(members, 'application/json')).status).toBe(406);
});

test('tokens end, calls are limited, and answers are lost', async () => {
  const { lms, tool } = await started();
  const item = lms.addLineItem('net/1', { label: 'Bridges', scoreMaximum: 10 });
  lms.ways.tokenLifetime = 10;
  const { post } = await services(tool);
  const status = async () => (await post(scoresOf(item), SCORE, score('7', 1))).status;
  lms.ways.clock = 11_000;
  expect(await status()).toBe(401);
  lms.ways.clock = 0;
  lms.ways.rateLimited = 1;
  expect([await status(), await status()]).toEqual([403, 204]);
  lms.ways.status429 = 1;
  const slower = await post(scoresOf(item), SCORE, score('7', 1));
  expect([slower.status, slower.headers.get('retry-after')]).toEqual([429, '1']);
  lms.ways.failing = () => 'hang-up';
  await expect(status()).rejects.toThrow();
  expect(lms.scores).toHaveLength(1);
  lms.ways.failing = () => 'lost-answer';
  await expect(status()).rejects.toThrow();
  expect(lms.scores).toHaveLength(2);
  lms.ways.failing = failSome(() => 0, 0.5);
  expect(await status()).toBe(500);
  expect(
    lms.calls.filter(({ path }) => path.includes('/scores')).map((call) => call.lost ?? call.status),
  ).toEqual([401, 403, 204, 429, 0, true, 500]);
});

test('tools that may make no line items are told so', async () => {
  const { lms, tool } = await started();
  lms.ways.noLineItemCreation = true;
  lms.ways.wrongLineItem = true;
  const { post } = await services(tool);
  const endpoint = lms.launchClaims(LAUNCH, 'a nonce')[AGS] as Record<
    'lineitem' | 'lineitems' | 'scope',
    string
  >;
  expect(endpoint.scope).toEqual([SCOPES.lineItemRead, SCOPES.result, SCOPES.score]);
  const made = await post(endpoint.lineitems, LINE_ITEM, { label: 'Bridges', scoreMaximum: 10 });
  expect(made.status).toBe(403);
  const nowhere = scoresOf({ id: endpoint.lineitem, label: '', scoreMaximum: 1 });
  expect((await post(nowhere, SCORE, score('7', 1))).status).toBe(404);
});

test('what is chosen becomes a part of the course', async () => {
  const { lms, tool } = await started();
  const choosing: Launch = { user: '9', course: 'net/1' };
  const { action, fields } = await posted(lms, choosing);
  expect(action).toBe(`${tool.url}/choose`);
  const claims = await verified(lms, fields.get('id_token') ?? '');
  const settings = claims[`${DEEP_LINKING}deep_linking_settings`] as Record<string, string>;
  const items = [
    {
      type: 'ltiResourceLink',
      title: 'Routes',
      custom: { exercise: 'route' },
      lineItem: { scoreMaximum: 5 },
    },
  ];
  const right = {
    iss: lms.clientId,
    aud: lms.issuer,
    nonce: 'one',
    [`${LTI}message_type`]: 'LtiDeepLinkingResponse',
    [`${LTI}version`]: '1.3.0',
    [`${LTI}deployment_id`]: '1',
    [`${DEEP_LINKING}data`]: settings.data,
    [`${DEEP_LINKING}content_items`]: items,
  };
  const answer = async (changed: JWTPayload) => {
    const body = new URLSearchParams({ JWT: await tool.sign({ ...right, ...changed }) });
    return fetch(settings.deep_link_return_url ?? '', { method: 'POST', body });
  };
  for (const wrong of [
    { iss: lms.issuer },
    { aud: lms.clientId },
    { nonce: undefined },
    { [`${LTI}deployment_id`]: '2' },
    { [`${DEEP_LINKING}data`]: 'another' },
    { [`${DEEP_LINKING}content_items`]: [...items, { type: 'file' }] },
  ] as JWTPayload[]) {
    const response = await answer(wrong);
    expect(response.status, JSON.stringify(wrong)).toBe(400);
  }
  expect(lms.deepLinks).toEqual([]);
  const response = await answer({ nonce: 'two' });
  expect(response.status).toBe(200);
  expect(await response.text()).toContain('Added to Networks');
  expect((await answer({ nonce: 'two' })).status).toBe(400);
  expect(lms.deepLinks).toMatchObject([{ course: 'net/1', items }]);
  const chosen = [...lms.resources.values()].at(-1);
  expect(chosen).toMatchObject({ course: 'net/1', title: 'Routes', custom: { exercise: 'route' } });
  const [lineItem] = lms.lineItems('net/1');
  expect(lineItem).toMatchObject({ label: 'Routes', scoreMaximum: 5, resourceLinkId: chosen?.id });
  const opened = lms.launchClaims({ ...LAUNCH, resource: chosen?.id ?? '' }, 'a nonce');
  expect(opened[AGS]).toMatchObject({ lineitem: lineItem?.id });
});

test('a tool registers itself, once for each token', async () => {
  const { lms, tool } = await started();
  const opened = new URL(lms.registrationUrl(`${tool.url}/register`)).searchParams;
  expect(opened.get('openid_configuration')).toBe(lms.configUrl);
  const configuration = await (await fetch(lms.configUrl)).json();
  expect(configuration).toMatchObject({
    issuer: lms.issuer,
    jwks_uri: lms.keysUrl,
    token_endpoint: lms.tokenUrl,
  });
  const TOOL = 'https://purl.imsglobal.org/spec/lti-tool-configuration';
  const right = {
    application_type: 'web',
    grant_types: ['implicit', 'client_credentials'],
    response_types: ['id_token'],
    redirect_uris: [`${tool.url}/launch`],
    initiate_login_uri: `${tool.url}/login`,
    client_name: 'vethlab',
    jwks_uri: `${tool.url}/keys`,
    token_endpoint_auth_method: 'private_key_jwt',
    scope: `${SCOPES.score} ${SCOPES.members}`,
    [TOOL]: {
      domain: new URL(tool.url).host,
      target_link_uri: `${tool.url}/launch`,
      claims: ['iss', 'sub', 'name'],
      messages: [{ type: 'LtiDeepLinkingRequest', target_link_uri: `${tool.url}/choose` }],
    },
  };
  const register = (changed = {}, token = opened.get('registration_token')) =>
    fetch(configuration.registration_endpoint, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...right, ...changed }),
    });
  expect((await register({}, 'another')).status).toBe(401);
  for (const name of Object.keys(right))
    expect((await register({ [name]: undefined })).status, name).toBe(400);
  const response = await register();
  expect(response.status).toBe(201);
  const { client_id, [TOOL]: given } = await response.json();
  expect((await register()).status).toBe(401);

  tool.clientId = client_id;
  const launch = lms.loginParams({ user: '9', course: 'net/1', client: client_id });
  expect(launch.get('lti_deployment_id')).toBe(given.deployment_id);
  expect(launch.get('target_link_uri')).toBe(`${tool.url}/choose`);
  expect(await (await tool.ask()).json()).toMatchObject({ scope: right.scope });
});

test('its pages open the tool in a window, in a frame, and in one more window', async () => {
  const { lms, tool } = await started();
  const text = async (path: string) => (await fetch(lms.url + path)).text();
  const launch = '/launch?user=7&course=net%2F1&resource=r1';
  const window = await text(`${launch}&how=window`);
  const { action, fields } = postedBy(window);
  expect(action).toBe(`${tool.url}/login`);
  expect(fields.get('login_hint')).toBe('7');
  expect(window).toContain('.submit');
  expect(await text(`${launch}&how=frame`)).toMatch(/<iframe name="tool".*target="tool"/s);
  expect(await text(`${launch}&how=new`)).toMatch(/how=window" target="_blank"/);
  expect(await text(launch)).not.toContain('.submit');
  expect(postedBy(await text('/choose?user=9&course=net%2F1')).fields.get('target_link_uri')).toBe(
    `${tool.url}/choose`,
  );
  expect(await text(`/register?tool=${tool.url}/register`)).toContain('org.imsglobal.lti.close');
});
