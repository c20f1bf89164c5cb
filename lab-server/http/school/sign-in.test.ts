import { expect, onTestFinished, test } from 'vitest';
import * as api from '../../../protocol/api/index.ts';
import { pathOf } from '../../../protocol/api/path.ts';
import { Instructor } from '../../../protocol/desk/instructor.ts';
import { Me } from '../../../protocol/learner.ts';
import { SIGN_IN, SIGN_IN_CONNECT } from '../../../protocol/school.ts';
import type { SchoolSettings } from '../../host-maker/school-settings.ts';
import { freePort } from '../../setup/port.ts';
import { DeskClient, signIn } from '../../testing/desk-client.ts';
import { type Lab, startLab } from '../../testing/lab.ts';
import { LearnerClient, postJson } from '../../testing/learner-client.ts';
import { CLIENT, TestSchool } from '../../testing/school-provider.ts';
import { cookieIn } from '../../testing/set-cookie.ts';
import { valuesOf } from './provider.ts';

const ADA = { sub: 'ada-7', name: 'Ada Lovelace', email: 'ada@school.example', email_verified: true };
const GRACE = { sub: 'grace-1', name: 'Grace', groups: ['staff', 'teachers'] };

interface Site {
  lab: Lab;
  school: TestSchool;
}

async function startSite(settings: Partial<SchoolSettings> = {}): Promise<Site> {
  const port = await freePort();
  const school = await TestSchool.start([`http://127.0.0.1:${port}/sign-in/back`]);
  onTestFinished(() => school.close());
  const lab = await startLab({
    port,
    school: {
      issuer: school.issuer,
      clientId: CLIENT.id,
      clientSecret: CLIENT.secret,
      name: 'Test School',
      instructors: { claim: 'groups', value: 'teachers' },
      learners: true,
      ...settings,
    },
  });
  return { lab, school };
}

/** Follows redirects as a browser does, with the cookies of each site, until a page of the lab server answers. */
class Browser {
  readonly #cookies = new Map<string, Map<string, string>>();
  /** The addresses that it came by. */
  readonly way: string[] = [];

  /** @param until stops before an address that this is in. */
  async open(address: string, until = ' '): Promise<URL> {
    for (let url = new URL(address); ; ) {
      this.way.push(url.href);
      const jar = this.#cookies.get(url.host) ?? new Map<string, string>();
      this.#cookies.set(url.host, jar);
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
      for (const set of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        jar.set(name, value);
      }
      const location = response.headers.get('location');
      if (location === null) return url;
      url = new URL(location, url);
      if (url.href.includes(until)) return url;
    }
  }
}

const begin = ({ lab }: Site, code?: string, place?: string) => {
  const query = code === undefined ? '' : `?${new URLSearchParams({ code, ...(place && { place }) })}`;
  return `${lab.url}${SIGN_IN}${query}`;
};

async function toDesk(site: Site, browser = new Browser()): Promise<DeskClient> {
  const url = await browser.open(begin(site));
  const token = url.hash.slice(1);
  expect([url.pathname, token]).toEqual(['/desk/', expect.stringMatching(/^[\w-]{32}$/)]);
  const response = await postJson(site.lab.url + pathOf(api.deskAccount.signIn), { token });
  expect(response.status).toBe(200);
  return new DeskClient(site.lab, cookieIn(response));
}

async function toClass(site: Site, code: string): Promise<Me & { cookie: string }> {
  const url = await new Browser().open(begin(site, code));
  const ticket = url.searchParams.get('ticket');
  const response = await postJson(site.lab.url + pathOf(api.school.enter), { ticket });
  expect(response.status, url.href).toBe(201);
  return { ...Me.parse(await response.json()), cookie: cookieIn(response) };
}

const whyNot = async (site: Site, code?: string) =>
  (await new Browser().open(begin(site, code))).searchParams.get('why');
const meAt = (desk: DeskClient) => desk.get(pathOf(api.deskAccount.me), Instructor);

test('an instructor of the school gets a desk of their own, the same each time, and is no operator', async () => {
  const site = await startSite();
  site.school.account = GRACE;
  const me = await meAt(await toDesk(site));
  expect(me).toMatchObject({ name: 'Grace', operator: false, hasPassword: false, hasAccount: true });
  site.school.account = { ...GRACE, name: 'Grace Hopper' };
  expect((await meAt(await toDesk(site))).id).toBe(me.id);
  // Somebody else of the same name is somebody else.
  site.school.account = { ...GRACE, sub: 'grace-2' };
  const other = await meAt(await toDesk(site));
  expect([other.id === me.id, other.name]).toEqual([false, 'Grace (2)']);
});

test('whoever lacks the claim is no instructor, and a learner account opens no desk', async () => {
  const site = await startSite();
  for (const groups of [undefined, [], ['Teachers'], ['teachers ']]) {
    site.school.account = { ...GRACE, ...(groups ? { groups } : { groups: ['students'] }) };
    expect(await whyNot(site)).toBe('no-instructor');
  }
});

test('an instructor who came by a link connects their account, and comes to the same desk by it', async () => {
  const site = await startSite();
  const connect = async (desk: DeskClient) => {
    const url = await new Browser().open(site.lab.url + SIGN_IN_CONNECT);
    const ticket = url.searchParams.get('ticket');
    const path = pathOf(api.school.connect);
    return [(await desk.post(path, { ticket })).status, (await desk.post(path, { ticket })).status];
  };
  const desk = await signIn(site.lab);
  site.school.account = GRACE;
  expect(await connect(desk)).toEqual([200, 403]);
  expect((await meAt(await toDesk(site))).id).toBe((await meAt(desk)).id);
  site.school.account = { ...GRACE, sub: 'other' };
  const other = await toDesk(site);
  site.school.account = GRACE;
  expect(await connect(other)).toEqual([409, 403]);
  // Nobody who is not signed in connects anything.
  const url = await new Browser().open(site.lab.url + SIGN_IN_CONNECT);
  const body = { ticket: url.searchParams.get('ticket') };
  expect((await postJson(site.lab.url + pathOf(api.school.connect), body)).status).toBe(401);
});

test('a learner joins by their account, is the same each time, and one in each class', async () => {
  const site = await startSite();
  const desk = await signIn(site.lab);
  const [one, two] = [await desk.newClass('One'), await desk.newClass('Two')];
  site.school.account = ADA;
  const ada = await toClass(site, one.code);
  expect(ada).toMatchObject({ name: 'Ada Lovelace', state: 'active', class: { name: 'One' } });
  expect((await toClass(site, one.code)).id).toBe(ada.id);
  expect((await toClass(site, two.code)).id).not.toBe(ada.id);
  const learner = new LearnerClient(site.lab, ada.cookie, Me.parse(ada));
  expect((await learner.get(pathOf(api.learner.me), Me)).id).toBe(ada.id);
});

test('a place on the roster is taken by checked e-mail address or login, and by no name', async () => {
  const site = await startSite();
  const desk = await signIn(site.lab);
  const group = await desk.newClass('One', { joining: 'roster' });
  const csv =
    'name,email,login\nA. Lovelace,ADA@school.example,\nGrace,,grace\nAda Lovelace,other@school.example,\n';
  const list = await desk.post(pathOf(api.deskLearners.importRoster, { params: { class: group.id } }), {
    csv,
    dryRun: false,
  });
  expect(list.ok, await list.clone().text()).toBe(true);
  site.school.account = ADA;
  expect((await toClass(site, group.code)).name).toBe('A. Lovelace');
  site.school.account = { ...ADA, sub: 'somebody', email_verified: false };
  expect(await whyNot(site, group.code)).toBe('not-on-roster');
  // The place is taken by the account that came first.
  site.school.account = { ...ADA, sub: 'later' };
  expect(await whyNot(site, group.code)).toBe('not-on-roster');
  site.school.account = { sub: 'g', name: 'Rear Admiral', preferred_username: 'Grace' };
  expect((await toClass(site, group.code)).name).toBe('Grace');
});

test('what goes wrong is said by a page of ours', async () => {
  const site = await startSite();
  site.school.account = ADA;
  expect(await whyNot(site, 'XXX-XXX')).toBe('wrong-code');
  site.school.account = null;
  expect(await whyNot(site, 'XXX-XXX')).toBe('refused');
  site.school.account = ADA;
  const browser = new Browser();
  const back = await browser.open(begin(site, 'XXX-XXX'), '/sign-in/back');
  site.school.close();
  expect((await browser.open(back.href)).searchParams.get('why')).toBe('away');
  const without = await startSite({ learners: false });
  expect(await whyNot(without, 'XXX-XXX')).toBe('off');
  const { lab } = without;
  expect(await (await fetch(lab.url + pathOf(api.school.signIn))).json()).toEqual({
    school: { name: 'Test School', instructors: true, learners: false },
  });
  expect(await (await fetch((await startLab()).url + pathOf(api.school.signIn))).json()).toEqual({
    school: null,
  });
});

test('the lab server starts without the provider, and asks it again when it is there', async () => {
  const site = await startSite({ issuer: 'http://127.0.0.1:9' });
  expect(await whyNot(site, 'XXX-XXX')).toBe('away');
});

test('the way back is good once, in the browser where it began, and of this lab server only', async () => {
  const site = await startSite();
  site.school.account = GRACE;
  const victim = new Browser();
  const attacker = new Browser();
  const back = await attacker.open(begin(site), '/sign-in/back');
  // Another's way back would sign the victim in as the attacker.
  expect((await victim.open(back.href)).searchParams.get('why')).toBe('again');
  expect((await attacker.open(back.href)).pathname).toBe('/desk/');
  expect((await attacker.open(back.href)).searchParams.get('why')).toBe('again');
  const forged = await attacker.open(begin(site), '/sign-in/back');
  forged.searchParams.set('code', 'made-up');
  expect((await attacker.open(forged.href)).searchParams.get('why')).toBe('away');
  const mixed = await attacker.open(begin(site), '/sign-in/back');
  mixed.searchParams.set('iss', 'https://evil.example');
  expect((await attacker.open(mixed.href)).searchParams.get('why')).toBe('away');
});

test('it leads to no other site afterwards, and a ticket is good once', async () => {
  const site = await startSite();
  const desk = await signIn(site.lab);
  const { code } = await desk.newClass('One');
  site.school.account = ADA;
  const ends: string[] = [];
  for (const place of [
    '//evil.example/x',
    'https://evil.example/',
    '/\\evil.example',
    'javascript:alert(1)',
    '/chapters/a/#b',
  ]) {
    const url = await new Browser().open(begin(site, code, place));
    expect(url.origin).toBe(new URL(site.lab.url).origin);
    ends.push(url.pathname + url.hash);
    const ticket = url.searchParams.get('ticket');
    const statuses = [];
    for (const one of [ticket, ticket, 'x'])
      statuses.push((await postJson(site.lab.url + pathOf(api.school.enter), { ticket: one })).status);
    expect(statuses).toEqual([201, 403, 403]);
  }
  expect(ends.at(-1)).toBe('/chapters/a/#b');
});

test('erasing a learner forgets their account', async () => {
  const site = await startSite();
  const desk = await signIn(site.lab);
  const group = await desk.newClass('One');
  site.school.account = ADA;
  const { id } = await toClass(site, group.code);
  const path = pathOf(api.deskLearners.erase, {
    params: { class: group.id, learner: id },
    query: { name: ADA.name },
  });
  expect((await desk.delete(path)).ok).toBe(true);
  expect(site.lab.database.prepare('SELECT count(*) AS n FROM learner_accounts').get()).toEqual({ n: 0 });
  expect((await toClass(site, group.code)).id).not.toBe(id);
});

test('a claim may hold one value or several, and a name with dots leads into it', () => {
  const claims = {
    role: 'teacher',
    realm_access: { roles: ['a', 'teacher'] },
    'https://x.example/roles': ['b'],
  };
  expect(valuesOf(claims, 'role')).toEqual(['teacher']);
  expect(valuesOf(claims, 'realm_access.roles')).toEqual(['a', 'teacher']);
  expect(valuesOf(claims, 'https://x.example/roles')).toEqual(['b']);
  expect(valuesOf(claims, 'constructor.name')).toEqual([undefined]);
  expect(valuesOf(claims, 'role.length')).toEqual([undefined]);
});
