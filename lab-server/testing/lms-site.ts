import tls from 'node:tls';
import { expect, onTestFinished } from 'vitest';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { Me } from '../../protocol/learner.ts';
import { type Lms, LTI_LOGIN } from '../../protocol/lms.ts';
import { TICKET } from '../../protocol/school.ts';
import { readCertificate } from '../setup/certificate.ts';
import { freePort } from '../setup/port.ts';
import { makeCertificate } from './certificate.ts';
import { DeskClient, signIn } from './desk-client.ts';
import { type Lab, startLab } from './lab.ts';
import { LearnerClient, postJson } from './learner-client.ts';
import { TestLms } from './lms.ts';
import { INSTRUCTOR, type Launch, LEARNER } from './lms-model.ts';
import { postedBy } from './lms-pages.ts';
import { tellOf } from './lms-tool.ts';
import { cookieIn } from './set-cookie.ts';
import { temporaryFolder } from './temporary.ts';

/** A lab server with TLS, and an LMS that is connected to it by hand. */
export interface LmsSite {
  lab: Lab;
  lms: TestLms;
  /** The lab server's record of the LMS. */
  connected: Lms;
  operator: DeskClient;
}

type Options = NonNullable<Parameters<typeof startLab>[0]>;

/** Both trust each other's certificates until the end of the test. The course `net` has ada and ben as learners, and grace as its instructor. */
export async function startLmsSite(options: Options = {}): Promise<LmsSite> {
  const lms = await TestLms.start();
  onTestFinished(() => lms.close());
  const lab = await startLmsLab(lms, options);
  const operator = await signIn(lab);
  const connected = await connect(operator, lms);
  lms.users.set('ada', { name: 'Ada Lovelace', email: 'ada@school.example', roles: [LEARNER] });
  lms.users.set('ben', { name: 'Ben', roles: [LEARNER] });
  lms.users.set('grace', { name: 'Grace Hopper', roles: [INSTRUCTOR] });
  lms.courses.set('net', { title: 'Networks', members: ['ada', 'ben', 'grace'] });
  lms.addResource({ id: 'whole', course: 'net', title: 'The lab' });
  return { lab, lms, connected, operator };
}

/** A lab server with TLS that trusts an LMS. With a folder, it goes on where the one before it stopped. */
export async function startLmsLab(lms: TestLms, options: Options = {}): Promise<Lab> {
  const certificate = readCertificate(makeCertificate(temporaryFolder(), 'lab'));
  if (!certificate) throw new Error('there is no certificate');
  const before = tls.getCACertificates('default');
  tls.setDefaultCACertificates([...before, lms.certificate, String(certificate.cert)]);
  onTestFinished(() => tls.setDefaultCACertificates(before));
  const port = options.port ?? (await freePort());
  const publicUrl = new URL(`https://localhost:${port}`);
  tellOf(lms, publicUrl);
  return startLab({
    ...{ port, publicUrl },
    tls: { now: () => certificate, onChange() {} },
    lms: { privateAddresses: true, times: { first: 20, longest: 200 } },
    ...options,
  });
}

/** What is entered at the desk to connect an LMS. */
export const entryOf = ({ url, issuer, clientId, authUrl, tokenUrl, keysUrl }: TestLms) => ({
  ...{ name: 'Test LMS', site: url, issuer, clientId, authUrl, tokenUrl, keysUrl },
});

async function connect(operator: DeskClient, lms: TestLms): Promise<Lms> {
  const answer = await operator.post(pathOf(api.lms.connectLms), entryOf(lms));
  expect(answer.status, await answer.clone().text()).toBe(201);
  return api.lms.connectLms.answer.schema.parse(await answer.json());
}

/** Where a launch leads, and what was answered. */
interface Came {
  /** The address that the browser is at in the end, or led to by its page. */
  url: URL;
  status: number;
}

/** A browser as far as launches go: it keeps the cookies of each site. */
export class LaunchBrowser {
  readonly cookies = new Map<string, Map<string, string>>();

  async ask(address: string | URL, { headers, ...init }: RequestInit = {}): Promise<Response> {
    const url = new URL(address);
    const jar = this.cookies.get(url.host) ?? new Map<string, string>();
    this.cookies.set(url.host, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', ...init, headers: { cookie, ...headers } });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      jar.set(name, value);
    }
    return response;
  }

  /** Begins a launch, and goes to the LMS's page. @returns what that posts, and where. */
  async begin(
    { lab, lms }: Pick<LmsSite, 'lab' | 'lms'>,
    launch: Launch,
    headers: Record<string, string> = {},
  ): Promise<{ action: string; fields: URLSearchParams }> {
    const body = lms.loginParams(launch);
    const begun = await this.ask(lab.url + LTI_LOGIN, { method: 'POST', body, headers });
    const location = begun.headers.get('location') ?? '';
    expect(location, await begun.text()).toContain(lms.authUrl);
    const page = await this.ask(location);
    return postedBy(await page.text());
  }

  /** Posts what the LMS's page does. */
  async finish(
    { action, fields }: { action: string; fields: URLSearchParams },
    headers: Record<string, string> = {},
  ): Promise<Came> {
    const response = await this.ask(onLoopback(action), { method: 'POST', body: fields, headers });
    const location = response.headers.get('location') ?? refreshIn(await response.text());
    return { url: new URL(location, action), status: response.status };
  }

  async launch(site: Pick<LmsSite, 'lab' | 'lms'>, launch: Launch): Promise<Came> {
    return this.finish(await this.begin(site, launch));
  }
}

/** Our cookies are of the address by which tests ask. */
const onLoopback = (url: string): string => url.replace('//localhost:', '//127.0.0.1:');

const refreshIn = (text: string): string =>
  /http-equiv="refresh" content="0;url=([^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '/nowhere';

/** Launches as a learner, and comes in as the page does. */
export async function launchLearner(site: LmsSite, user: string, resource = 'whole'): Promise<LearnerClient> {
  const { url } = await new LaunchBrowser().launch(site, { user, course: 'net', resource });
  const ticket = url.searchParams.get(TICKET);
  expect(ticket, url.href).not.toBeNull();
  const response = await postJson(site.lab.url + pathOf(api.school.enter), { ticket });
  expect(response.status).toBe(201);
  return new LearnerClient(site.lab, cookieIn(response), Me.parse(await response.json()));
}

/** Launches as an instructor, and signs in as the page does. @returns them, and the id of the class that is opened. */
export async function launchInstructor(
  site: LmsSite,
  user = 'grace',
): Promise<{ desk: DeskClient; group: string }> {
  const { url } = await new LaunchBrowser().launch(site, { user, course: 'net', resource: 'whole' });
  expect(url.pathname).toBe('/desk/class/');
  const token = url.hash.slice(1);
  const response = await postJson(site.lab.url + pathOf(api.deskAccount.signIn), { token });
  expect(response.status).toBe(200);
  return { desk: new DeskClient(site.lab, cookieIn(response)), group: url.searchParams.get('id') ?? '' };
}
