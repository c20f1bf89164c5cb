import { decodeJwt } from 'jose';
import { expect, test } from 'vitest';
import * as api from '../../../protocol/api/index.ts';
import { pathOf } from '../../../protocol/api/path.ts';
import { ClassDetail } from '../../../protocol/desk/class.ts';
import { LTI_ITEMS, LTI_KEYS, LTI_LAUNCH, LTI_LOGIN, LTI_REGISTER } from '../../../protocol/lms.ts';
import { answer, putFile } from '../../testing/answers.ts';
import { joinClass, signIn } from '../../testing/desk-client.ts';
import { COURSE_NAME, TWO_COURSES } from '../../testing/lab.ts';
import { postJson, problemOf } from '../../testing/learner-client.ts';
import { TEST_USER } from '../../testing/lms-model.ts';
import {
  entryOf,
  LaunchBrowser,
  launchInstructor,
  launchLearner,
  startLmsSite,
} from '../../testing/lms-site.ts';

const LTI = 'https://purl.imsglobal.org/spec/lti/claim';
const ADA = { user: 'ada', course: 'net', resource: 'whole' } as const;

const whyIn = (url: URL) => [url.pathname, url.searchParams.get('why')];
const failed = (why: string) => ['/lti/failed/', why];

test('a learner lands where the link leads, in the class of the course, as the same learner each time', async () => {
  const site = await startLmsSite();
  const { lab, lms } = site;
  lms.addResource({ id: 'word', course: 'net', title: 'A word', custom: { exercise: 'word' } });
  lms.addResource({ id: 'typed', course: 'net', title: 'Typed', url: `${lab.url}/go/word` });
  const browser = new LaunchBrowser();
  const { url, status } = await browser.launch(site, { ...ADA, resource: 'word' });
  // A page and no redirect: what follows is ours, and Strict cookies go along.
  expect([status, url.pathname, url.hash]).toEqual([200, '/chapters/files/', '#word']);
  // Their host is made while the page is on its way.
  const [coming] = lab.stores.learners.of(lab.stores.classes.all()[0]?.id ?? '');
  expect(lab.hosts.status(coming?.id ?? '')?.state).toBe('ready');
  const ada = await launchLearner(site, 'ada');
  expect(ada.me).toMatchObject({ name: 'Ada Lovelace', class: { name: 'Networks' } });
  expect((await launchLearner(site, 'ada', 'word')).id).toBe(ada.id);
  expect((await browser.launch(site, { ...ADA, resource: 'whole' })).url.pathname).toBe('/');
  expect(lab.stores.learners.find(ada.id)).toMatchObject({ email: 'ada@school.example', state: 'active' });
  const ben = await launchLearner(site, 'ben');
  expect(ben.me.class?.name).toBe('Networks');
  expect(ben.id).not.toBe(ada.id);
});

test('an instructor lands at the desk in the class of the course, and in no other', async () => {
  const site = await startLmsSite();
  const ada = await launchLearner(site, 'ada');
  const other = await site.operator.newClass('Of somebody else');
  const { desk, group } = await launchInstructor(site);
  const detail = await desk.get(pathOf(api.deskClasses.read, { params: { class: group } }), ClassDetail);
  expect(detail).toMatchObject({ name: 'Networks', learners: 1 });
  expect(detail.instructors.map(({ name }) => name)).toEqual(['Grace Hopper']);
  expect(site.lab.stores.learners.find(ada.id)?.class).toBe(group);
  const theirs = await desk.fetch(pathOf(api.deskClasses.read, { params: { class: other.id } }));
  await problemOf(theirs, 'unknown-class');
  const again = await launchInstructor(site);
  expect(again.group).toBe(group);
  expect(site.lab.stores.instructors.list().filter(({ name }) => name.startsWith('Grace'))).toHaveLength(1);
});

test('somebody who joined before by the same address is the same learner', async () => {
  const site = await startLmsSite();
  const { group } = await launchInstructor(site);
  const { code } = site.lab.stores.classes.find(group) ?? { code: '' };
  const before = await joinClass(site.lab, code, 'Ada');
  const { learners } = site.lab.stores;
  const kept = learners.find(before.id);
  if (!kept) throw new Error('nobody joined');
  learners.change(kept, { email: 'ADA@school.example' });
  const ben = await joinClass(site.lab, code, 'Ben');
  expect((await launchLearner(site, 'ada')).id).toBe(before.id);
  // A name alone may be anybody's.
  expect((await launchLearner(site, 'ben')).id).not.toBe(ben.id);
});

test('a class that takes only those on its roster takes those that the LMS sends', async () => {
  const site = await startLmsSite();
  const { group } = await launchInstructor(site);
  const { classes, learners } = site.lab.stores;
  for (const joining of ['roster', 'approval'] as const) {
    const kept = classes.find(group);
    if (!kept) throw new Error('there is no class');
    classes.change({ ...kept, settings: { ...kept.settings, joining } });
    const learner = await launchLearner(site, joining === 'roster' ? 'ada' : 'ben');
    expect(learners.find(learner.id)?.state).toBe('active');
  }
});

test('somebody without a name or an address comes in, and is told apart', async () => {
  const site = await startLmsSite();
  site.lms.ways.noNames = true;
  const [ada, ben] = [await launchLearner(site, 'ada'), await launchLearner(site, 'ben')];
  expect([ada.me.name, ben.me.name]).toEqual(['Learner 1', 'Learner 2']);
  expect((await launchLearner(site, 'ada')).id).toBe(ada.id);
});

test('within a frame a lab opens in a window of its own, with what the LMS gave', async () => {
  const { lab, lms } = await startLmsSite();
  const params = lms.loginParams(ADA);
  const browser = new LaunchBrowser();
  const asked = await browser.ask(lab.url + LTI_LOGIN, {
    ...{ method: 'POST', body: params },
    headers: { 'sec-fetch-dest': 'iframe', 'accept-language': 'de' },
  });
  const [path, after] = (asked.headers.get('location') ?? '').split('#');
  expect([asked.status, path]).toEqual([303, '/de/lti/window/']);
  expect(Object.fromEntries(new URLSearchParams(after))).toEqual(Object.fromEntries(params));
  // The window begins by its address.
  const begun = await browser.ask(`${lab.url}${LTI_LOGIN}?${after}`);
  expect(begun.headers.get('location')).toContain(lms.authUrl);
});

test('only pages of connected LMSs may have ours within them, and only those that are for that', async () => {
  const { lab, lms } = await startLmsSite();
  const policyOf = async (path: string) => {
    const { headers } = await fetch(lab.url + path, { redirect: 'manual' });
    return [headers.get('content-security-policy'), headers.get('x-frame-options')];
  };
  for (const path of ['/lti/window/', '/de/lti/items/', LTI_LAUNCH]) {
    const [policy, old] = await policyOf(path);
    expect(policy).toContain(`frame-ancestors ${lms.url};`);
    expect(policy).toContain(`form-action 'self' ${lms.url};`);
    expect(old).toBeNull();
  }
  // What only says how something went may be said to any LMS.
  const [said] = await policyOf('/de/lti/failed/?why=unknown-lms');
  expect(said).toContain('frame-ancestors https:;');
  expect(said).toContain("form-action 'self';");
  for (const path of ['/', '/desk/', '/sign-in/', '/lti-failed/', '/x/lti/failed/']) {
    const [policy, old] = await policyOf(path);
    expect(policy).toContain("frame-ancestors 'none';");
    expect(policy).toContain("form-action 'self';");
    expect(old).toBe('SAMEORIGIN');
  }
});

test('the cookie of a launch is the only one that goes along with other sites', async () => {
  const site = await startLmsSite();
  const response = await fetch(`${site.lab.url}${LTI_LOGIN}?${site.lms.loginParams(ADA)}`, {
    redirect: 'manual',
  });
  expect(response.headers.getSetCookie()).toEqual([
    expect.stringMatching(
      /^__Host-vethlab-lti=[\w-]{43}; Path=\/; Max-Age=600; HttpOnly; Secure; SameSite=None; Partitioned$/,
    ),
  ]);
});

test('several launches may be under way in one browser', async () => {
  const site = await startLmsSite();
  const browser = new LaunchBrowser();
  const [one, other] = [await browser.begin(site, ADA), await browser.begin(site, { ...ADA, user: 'ben' })];
  expect((await browser.finish(one)).url.pathname).toBe('/');
  expect((await browser.finish(other)).url.pathname).toBe('/');
});

test('a launch counts once, and only in the browser that began it', async () => {
  const site = await startLmsSite();
  const browser = new LaunchBrowser();
  const begun = await browser.begin(site, ADA);
  // Another browser, as when somebody has another one finish their launch.
  expect(whyIn((await new LaunchBrowser().finish(begun)).url)).toEqual(failed('again'));
  const anew = await browser.begin(site, ADA);
  expect((await browser.finish(anew)).url.pathname).toBe('/');
  expect(whyIn((await browser.finish(anew)).url)).toEqual(failed('again'));
  const { fields } = await browser.begin(site, ADA);
  fields.set('state', 'x'.repeat(43));
  const action = new URL(LTI_LAUNCH, site.lab.url).href;
  expect(whyIn((await browser.finish({ action, fields })).url)).toEqual(failed('again'));
});

test('a token is not believed unless the LMS made it, for us, now, for this launch', async () => {
  const site = await startLmsSite();
  const { lms } = site;
  const browser = new LaunchBrowser();
  const comes = async (
    change: (claims: Record<string, unknown>, nonce: string) => Promise<string> | string,
  ) => {
    const begun = await browser.begin(site, ADA);
    const given = decodeJwt(begun.fields.get('id_token') ?? '');
    begun.fields.set('id_token', await change({ ...given }, String(given.nonce)));
    return whyIn((await browser.finish(begun)).url);
  };
  const signed =
    (more: Record<string, unknown>, how = {}) =>
    (claims: Record<string, unknown>) =>
      lms.idToken({ ...claims, ...more }, how);
  expect(await comes(signed({}))).toEqual(['/', null]);
  const wrong: Record<string, Parameters<typeof comes>[0]> = {
    'alg none': signed({}, { alg: 'none' }),
    'our own key taken for a secret': signed({}, { alg: 'HS256' }),
    'a key that was never published': signed({}, { key: 'foreign' }),
    'another issuer': signed({ iss: 'https://elsewhere.example' }),
    'another audience': signed({ aud: 'somebody-else' }),
    'us among others': signed({ aud: [lms.clientId, 'somebody-else'] }),
    'somebody else may use it': signed({ aud: [lms.clientId, 'other'], azp: 'other' }),
    expired: signed({}, { expired: true }),
    'of the future': signed({}, { early: true }),
    'another nonce': signed({ nonce: 'n' }),
    'without a user': signed({ sub: undefined }),
    'another version': signed({ [`${LTI}/version`]: '1.1' }),
    'another message': signed({ [`${LTI}/message_type`]: 'LtiSubmissionReviewRequest' }),
    'no token': () => 'not a token',
    'a very long token': () => `${'x'.repeat(200_000)}.y.z`,
    'changed after it was signed': async (claims) => {
      const [head, , signature] = (await lms.idToken(claims)).split('.');
      const other = Buffer.from(JSON.stringify({ ...claims, sub: 'grace' })).toString('base64url');
      return `${head}.${other}.${signature}`;
    },
  };
  for (const [name, change] of Object.entries(wrong))
    expect([name, ...(await comes(change))]).toEqual([name, ...failed('not-believed')]);
  expect(site.lab.stores.learners.of(String(site.lab.stores.classes.all()[0]?.id))).toHaveLength(1);
});

test('clocks may be three minutes apart, and keys may change between two launches', async () => {
  const site = await startLmsSite();
  const browser = new LaunchBrowser();
  for (const clock of [-170_000, 170_000]) {
    site.lms.ways.clock = clock;
    expect((await browser.launch(site, ADA)).url.pathname).toBe('/');
  }
  site.lms.ways.clock = 400_000;
  expect(whyIn((await browser.launch(site, ADA)).url)).toEqual(failed('not-believed'));
  site.lms.ways.clock = 0;
  await new Promise((resolve) => setTimeout(resolve, 1100));
  await site.lms.rotateKeys();
  expect((await browser.launch(site, ADA)).url.pathname).toBe('/');
  site.lms.ways.failing = ({ path }) => (path === '/keys' ? 503 : undefined);
  await new Promise((resolve) => setTimeout(resolve, 1100));
  await site.lms.rotateKeys();
  expect(whyIn((await browser.launch(site, ADA)).url)).toEqual(failed('away'));
});

test('an LMS that is not connected, or not for this deployment, lets nobody in', async () => {
  const site = await startLmsSite();
  const { lab, lms, operator, connected } = site;
  const browser = new LaunchBrowser();
  const login = async (change: Record<string, string | undefined>) => {
    const params = lms.loginParams(ADA);
    for (const [name, value] of Object.entries(change))
      value === undefined ? params.delete(name) : params.set(name, value);
    const response = await browser.ask(`${lab.url}${LTI_LOGIN}?${params}`);
    const url = new URL(response.headers.get('location') ?? '', lab.url);
    return url.pathname.startsWith('/lti/') ? whyIn(url) : url.origin;
  };
  expect(await login({ iss: 'https://elsewhere.example' })).toEqual(failed('unknown-lms'));
  expect(await login({ client_id: 'another' })).toEqual(failed('unknown-lms'));
  expect(await login({ client_id: undefined })).toBe(lms.url);
  expect(await login({ iss: undefined })).toEqual(failed('from-lms'));
  // Wherever a launch says that it leads, nobody is sent away.
  expect(await login({ target_link_uri: 'https://elsewhere.example/' })).toBe(lms.url);
  const path = pathOf(api.lms.changeLms, { params: { lms: connected.id } });
  expect((await operator.post(path, { ...entryOf(lms), deployments: ['7'] })).status).toBe(200);
  const begun = await browser.ask(
    `${lab.url}${LTI_LOGIN}?${without(lms.loginParams(ADA), 'lti_deployment_id')}`,
  );
  expect(begun.headers.get('location')).toContain(lms.authUrl);
  expect(await login({ lti_deployment_id: '8' })).toEqual(failed('unknown-lms'));
  expect((await operator.delete(path)).status).toBe(204);
  expect(await login({})).toEqual(failed('unknown-lms'));
});

const without = (params: URLSearchParams, name: string): URLSearchParams => {
  params.delete(name);
  return params;
};

test('a link that leads elsewhere leads to the start page', async () => {
  const site = await startLmsSite();
  const { lms } = site;
  const to = {
    evil: 'https://elsewhere.example/chapters/',
    odd: 'javascript:alert(1)',
    path: '//elsewhere.example',
  };
  for (const [id, url] of Object.entries(to)) {
    lms.addResource({ id, course: 'net', title: id, url });
    const came = await new LaunchBrowser().launch(site, { ...ADA, resource: id });
    expect([came.url.origin, came.url.pathname]).toEqual([new URL(entry(site)).origin, '/']);
  }
});

const entry = ({ lms }: { lms: { tools: Map<string, { launchUrl: string }> } }): string =>
  [...lms.tools.values()][0]?.launchUrl ?? '';

test('two LMSs speak for their own users only', async () => {
  const site = await startLmsSite();
  const { lab, lms, operator } = site;
  const ada = await launchLearner(site, 'ada');
  // The same issuer, as all schools at one provider have, with another client.
  const second = { ...entryOf(lms), name: 'Second', clientId: 'second' };
  expect((await operator.post(pathOf(api.lms.connectLms), second)).status).toBe(201);
  await problemOf(await operator.post(pathOf(api.lms.connectLms), second), 'lms-connected');
  lms.tools.set('second', {
    ...(lms.tools.get(lms.clientId) as never as object),
    clientId: 'second',
  } as never);
  const came = await new LaunchBrowser().launch(site, { ...ADA, client: 'second' });
  const entered = await postJson(lab.url + pathOf(api.school.enter), {
    ticket: came.url.searchParams.get('ticket'),
  });
  const me = api.school.enter.answer.schema.parse(await entered.json());
  expect(me.id).not.toBe(ada.id);
  expect(lab.stores.classes.all().filter(({ name }) => name === 'Networks')).toHaveLength(2);
});

test('a learner whom an instructor took out, and a class that is over, let nobody in', async () => {
  const site = await startLmsSite();
  const ada = await launchLearner(site, 'ada');
  const { desk, group } = await launchInstructor(site);
  const member = pathOf(api.deskLearners.change, { params: { class: group, learner: ada.id } });
  expect((await desk.post(member, { state: 'removed' })).status).toBe(200);
  const came = await new LaunchBrowser().launch(site, ADA);
  expect(whyIn(came.url)).toEqual(failed('removed'));
  const change = pathOf(api.deskClasses.change, { params: { class: group } });
  expect((await desk.post(change, { archived: true })).status).toBe(200);
  const late = await new LaunchBrowser().launch(site, { ...ADA, user: 'ben' });
  expect(whyIn(late.url)).toEqual(failed('archived'));
  expect((await launchInstructor(site)).group).toBe(group);
});

test('a person of the student view is a learner', async () => {
  const site = await startLmsSite();
  site.lms.users.set('view', { name: 'Test Student', roles: [TEST_USER] });
  const came = await new LaunchBrowser().launch(site, { ...ADA, user: 'view' });
  expect(came.url.searchParams.get('ticket')).not.toBeNull();
});

test('what a course links to is chosen, signed, and sent back by the page', async () => {
  const site = await startLmsSite();
  const { lab, lms } = site;
  const browser = new LaunchBrowser();
  const begun = await browser.begin(site, { user: 'grace', course: 'net' }, { 'sec-fetch-dest': 'iframe' });
  const { url } = await browser.finish(begun, { 'sec-fetch-dest': 'iframe' });
  expect(url.pathname).toBe('/lti/items/');
  const about = new URLSearchParams(url.hash.slice(1));
  expect([about.get('several'), about.get('columns')]).toEqual(['1', '1']);
  const items = [
    { exercise: 'word' },
    { chapter: 'files', title: 'Files' },
    { course: true, title: 'Containers on the Network' },
  ];
  const choose = (ticket: string | null) =>
    postJson(lab.url + pathOf(api.lms.lmsItems), { ticket, items, columns: true });
  const answer = await choose(about.get('ticket'));
  expect(answer.status).toBe(200);
  const { url: back, jwt } = api.lms.lmsItems.answer.schema.parse(await answer.json());
  const sent = await browser.ask(back, { method: 'POST', body: new URLSearchParams({ JWT: jwt }) });
  expect(sent.status, await sent.clone().text()).toBe(200);
  expect(lms.deepLinks).toHaveLength(1);
  expect(lms.deepLinks[0]?.items).toMatchObject([
    {
      type: 'ltiResourceLink',
      custom: { lab_course: COURSE_NAME, exercise: 'word' },
      lineItem: { resourceId: 'exercise/word', scoreMaximum: expect.any(Number) },
    },
    {
      title: 'Files',
      custom: { lab_course: COURSE_NAME, chapter: 'files' },
      lineItem: { resourceId: 'chapter/files' },
    },
    {
      title: 'Containers on the Network',
      custom: { lab_course: COURSE_NAME },
      lineItem: { resourceId: 'course' },
    },
  ]);
  await problemOf(await choose(about.get('ticket')), 'wrong-ticket');
  const learner = await browser.launch(site, { user: 'ada', course: 'net' });
  expect(whyIn(learner.url)).toEqual(failed('no-instructor'));
});

test('an LMS connects itself by a link, once', async () => {
  const site = await startLmsSite();
  const { lab, lms, operator } = site;
  const link = async () => {
    const answer = await operator.post(pathOf(api.lms.registerLms));
    const { url } = api.lms.registerLms.answer.schema.parse(await answer.json());
    return lms.registrationUrl(url);
  };
  const browser = new LaunchBrowser();
  const open = async (url: string) => {
    const response = await browser.ask(url, { headers: { referer: `${lms.url}/register` } });
    return new URL(response.headers.get('location') ?? '', url);
  };
  const url = await link();
  expect((await open(url)).pathname).toBe('/lti/connected/');
  const { lms: all } = api.lms.lms.answer.schema.parse(
    await (await operator.fetch(pathOf(api.lms.lms))).json(),
  );
  const added = all.find(({ id }) => id !== site.connected.id);
  expect(added).toMatchObject({ site: lms.url, issuer: lms.issuer, keysUrl: lms.keysUrl });
  const came = await browser.launch(site, { ...ADA, ...(added && { client: added.clientId }) });
  expect(came.url.searchParams.get('ticket')).not.toBeNull();
  expect(whyIn(await open(url))).toEqual(failed('link'));
  expect(whyIn(await open(`${lab.url}${LTI_REGISTER}?openid_configuration=${lms.configUrl}`))).toEqual(
    failed('link'),
  );
  // What speaks for a place that is not its own.
  const other = new URL(await link());
  other.searchParams.set('openid_configuration', lms.configUrl.replace('localhost', '127.0.0.1'));
  expect(whyIn(await open(other.href))).toEqual(failed('registration'));
});

test('addresses of private networks are asked only if the operator allows it', async () => {
  const site = await startLmsSite({ lms: { privateAddresses: false } });
  const { lms, operator, connected } = site;
  const came = await new LaunchBrowser().launch(site, ADA);
  expect(whyIn(came.url)).toEqual(failed('away'));
  const answer = await operator.post(pathOf(api.lms.registerLms));
  const { url } = api.lms.registerLms.answer.schema.parse(await answer.json());
  for (const address of [
    lms.configUrl,
    'https://169.254.169.254/x',
    'https://[::1]/x',
    'http://school.example/x',
  ]) {
    const link = new URL(lms.registrationUrl(url));
    link.searchParams.set('openid_configuration', address);
    const { headers } = await fetch(link, { redirect: 'manual' });
    const why = new URL(headers.get('location') ?? '', url);
    expect(['link', 'registration']).toContain(why.searchParams.get('why'));
  }
  expect(lms.calls).toEqual([]);
  const test = await operator.post(pathOf(api.lms.testLms, { params: { lms: connected.id } }));
  const { steps } = api.lms.testLms.answer.schema.parse(await test.json());
  expect(steps.map(({ step, ok, why }) => [step, ok, why])).toEqual([
    ['site', false, 'private-address'],
    ['keys', false, 'private-address'],
    ['token', false, 'private-address'],
    ['launch', false, null],
  ]);
});

test('a test of the connection says what is wrong', async () => {
  const site = await startLmsSite();
  const { lms, operator, connected } = site;
  const tried = async () => {
    const answer = await operator.post(pathOf(api.lms.testLms, { params: { lms: connected.id } }));
    const { steps } = api.lms.testLms.answer.schema.parse(await answer.json());
    return Object.fromEntries(steps.map(({ step, ok, why }) => [step, ok || why]));
  };
  expect(await tried()).toEqual({ site: true, keys: true, token: true, launch: null });
  await launchLearner(site, 'ada');
  lms.ways.audience = 'https://another.example/token';
  expect(await tried()).toMatchObject({ token: 'wrong-audience', launch: true });
  const change = async (more: object) => {
    const path = pathOf(api.lms.changeLms, { params: { lms: connected.id } });
    expect((await operator.post(path, { ...entryOf(lms), ...more })).status).toBe(200);
  };
  await change({ audience: 'https://another.example/token' });
  expect(await tried()).toMatchObject({ token: true });
  await change({ clientId: 'nobody', keysUrl: `${lms.url}/nowhere` });
  expect(await tried()).toMatchObject({ keys: 'no-keys', token: 'unknown-client' });
  await lms.close();
  expect(await tried()).toMatchObject({ site: 'unreachable', keys: 'unreachable', token: 'unreachable' });
});

test('our keys are published, the former ones too, and never their secret parts', async () => {
  const { lab, operator } = await startLmsSite();
  const published = async () => (await (await fetch(lab.url + LTI_KEYS)).json()) as { keys: object[] };
  const before = await published();
  expect(before.keys.map((key) => Object.keys(key).sort())).toEqual([['alg', 'e', 'kid', 'kty', 'n', 'use']]);
  expect((await operator.post(pathOf(api.lms.renewLmsKey))).status).toBe(200);
  const after = await published();
  expect(after.keys).toHaveLength(2);
  expect(after.keys[1]).toEqual(before.keys[0]);
  expect(lab.log.map(({ msg }) => msg).join()).not.toContain('"d":');
});

test('only the operator connects an LMS, and only over https', async () => {
  const { lab, lms, connected } = await startLmsSite();
  const grace = await signIn(lab, 'Somebody');
  const of = { params: { lms: connected.id } };
  const asked = [
    grace.post(pathOf(api.lms.connectLms), { ...entryOf(lms), clientId: 'x' }),
    grace.post(pathOf(api.lms.changeLms, of), entryOf(lms)),
    grace.delete(pathOf(api.lms.disconnectLms, of)),
    grace.post(pathOf(api.lms.testLms, of)),
    grace.post(pathOf(api.lms.registerLms)),
    grace.post(pathOf(api.lms.renewLmsKey)),
  ];
  for (const answer of await Promise.all(asked)) await problemOf(answer, 'not-operator');
  const operator = await signIn(lab);
  const plain = { ...entryOf(lms), clientId: 'x', keysUrl: 'http://school.example/keys' };
  const { errors } = await problemOf(
    await operator.post(pathOf(api.lms.connectLms), plain),
    'invalid-fields',
  );
  expect(errors).toEqual([{ path: '/keysUrl', message: 'An LMS is asked over https only.' }]);
});

test('a link leads into the course that it names, each with a class of its own, and into none that is not served', async () => {
  const site = await startLmsSite({ courses: TWO_COURSES });
  const { lab, lms } = site;
  lms.courses.set('art', { title: 'Mirrors', members: ['ada'] });
  for (const [id, lab_course] of Object.entries({ there: 'other', first: COURSE_NAME, gone: 'no-such' }))
    lms.addResource({ id, course: 'art', title: id, custom: { lab_course, exercise: 'word' } });
  lms.addResource({ id: 'typed', course: 'art', title: 'Typed', url: `${lab.url}/other/go/flag` });
  lms.addResource({ id: 'plain', course: 'art', title: 'Plain' });
  const browser = new LaunchBrowser();
  const launch = async (resource: string) =>
    (await browser.launch(site, { user: 'ada', course: 'art', resource })).url;
  const place = async (resource: string) => {
    const { pathname, hash } = await launch(resource);
    return pathname + hash;
  };
  expect(whyIn(await launch('gone'))).toEqual(failed('other-course'));
  expect(lab.stores.classes.all()).toEqual([]);
  expect(await place('there')).toBe('/other/chapters/mirrors/#word');
  expect(await place('typed')).toBe('/other/chapters/mirrors/#flag');
  // A link that names no course, where the LMS's course links to this one alone.
  expect(await place('plain')).toBe('/other/');
  expect(lab.stores.classes.all()).toMatchObject([{ name: 'Mirrors', course: 'other' }]);
  // The first course has an exercise of this name, too.
  expect(await place('first')).toBe('/chapters/files/#word');
  expect(await place('there')).toBe('/other/chapters/mirrors/#word');
  expect(await place('plain')).toBe('/');
  const classes = lab.stores.classes.all();
  expect(classes).toMatchObject([{ course: 'other' }, { name: 'Mirrors: Testing', course: COURSE_NAME }]);
  // Ada is a learner in each, and one person.
  const [there, here] = classes.map(({ id }) => lab.stores.learners.of(id).map((one) => one.id));
  expect([there?.length, here?.length]).toEqual([1, 1]);
  expect(lab.stores.accounts.othersOf(here?.[0] ?? '')).toEqual(there);
});

test('points of two courses that have an exercise of one name go into a column each, though one course of the LMS links to both', async () => {
  const site = await startLmsSite({ courses: TWO_COURSES });
  const { lab, lms } = site;
  for (const lab_course of [COURSE_NAME, 'other'])
    lms.addResource({ id: lab_course, course: 'net', title: lab_course, custom: { lab_course } });
  for (const resource of [COURSE_NAME, 'other']) {
    const ada = await launchLearner(site, 'ada', resource);
    putFile(ada, 'word.txt', 'veth');
    await answer(ada, 'word', { word: 'veth' });
  }
  await expect.poll(() => lms.scores.length, { timeout: 30_000 }).toBe(2);
  const columns = lms.lineItems('net').filter(({ resourceId }) => resourceId?.endsWith('exercise/word'));
  expect(columns.map(({ resourceId }) => resourceId)).toEqual(['exercise/word', 'other/exercise/word']);
  expect(new Set(lms.scores.map(({ lineItem }) => lineItem)).size).toBe(2);
  expect(lab.stores.classes.all()).toHaveLength(2);
});

test('what is chosen for a course of the LMS is of the course on whose page it is chosen', async () => {
  const site = await startLmsSite({ courses: TWO_COURSES });
  const { lms } = site;
  const browser = new LaunchBrowser();
  const { url } = await browser.launch(site, { user: 'grace', course: 'net' });
  expect(url.pathname).toBe(LTI_ITEMS);
  const ticket = new URLSearchParams(url.hash.slice(1)).get('ticket');
  const choose = (below: string, exercise: string) =>
    browser.ask(`${site.lab.url}${below}${pathOf(api.lms.lmsItems)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ticket, items: [{ exercise }], columns: true }),
    });
  // The first course has no such exercise; that takes no ticket.
  await problemOf(await choose('', 'flag'), 'unknown-exercise');
  const sent = await choose('/other', 'flag');
  expect(sent.status).toBe(200);
  const { url: back, jwt } = api.lms.lmsItems.answer.schema.parse(await sent.json());
  await browser.ask(back, { method: 'POST', body: new URLSearchParams({ JWT: jwt }) });
  expect(lms.deepLinks[0]?.items).toMatchObject([
    {
      custom: { lab_course: 'other', exercise: 'flag' },
      lineItem: { resourceId: 'other/exercise/flag' },
    },
  ]);
});
