import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { expect, test } from 'vitest';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { Network } from '../../protocol/desk/instructor.ts';
import { readCertificate } from '../setup/certificate.ts';
import { makeCertificate } from '../testing/certificate.ts';
import { signIn } from '../testing/desk-client.ts';
import { startLab } from '../testing/lab.ts';
import { postJson, problemOf } from '../testing/learner-client.ts';
import { temporaryFolder } from '../testing/temporary.ts';
import { Arrivals, isOverTls, isPassedOn, LOOPBACK } from './arrival.ts';
import { isFromHere } from './origin.ts';

const PUBLIC = new URL('https://lab.example.org');

function arrived(
  reach: ConstructorParameters<typeof Arrivals>[0],
  remoteAddress: string,
  headers: Record<string, string>,
  encrypted = false,
) {
  const request = { socket: { remoteAddress, encrypted }, headers } as unknown as IncomingMessage;
  new Arrivals(reach).take(request);
  return { secure: isOverTls(request), passedOn: isPassedOn(request), host: request.headers.host };
}

const forwarded = { host: 'backend:8080', 'x-forwarded-for': '198.51.100.7', 'x-forwarded-proto': 'https' };

test.each(['127.0.0.1', '::1', '::ffff:127.0.0.9'])('a proxy at %s is believed where it is named', (from) => {
  expect(arrived({ url: PUBLIC, proxies: LOOPBACK }, from, { ...forwarded })).toEqual({
    secure: true,
    passedOn: true,
    host: 'lab.example.org',
  });
  expect(arrived({ url: undefined, proxies: [] }, from, { ...forwarded })).toEqual({
    secure: false,
    passedOn: false,
    host: 'backend:8080',
  });
});

test('nobody else is believed, and an address of ours without TLS is not secure', () => {
  const proxies = ['192.0.2.0/24', 'fd00::7'];
  const secure = (from: string) => arrived({ url: undefined, proxies }, from, { ...forwarded }).secure;
  expect(['192.0.2.200', 'fd00::7', '192.0.3.1', 'fd00::8', '127.0.0.1', ''].map(secure)).toEqual([
    ...[true, true, false, false, false, false],
  ]);
  const plain = { url: new URL('http://lab.example.org'), proxies: LOOPBACK };
  expect(arrived(plain, '127.0.0.1', { ...forwarded }).secure).toBe(false);
  // Somebody at this machine opens it without the proxy.
  expect(arrived({ url: PUBLIC, proxies: LOOPBACK }, '127.0.0.1', { host: 'localhost:8080' })).toEqual({
    secure: false,
    passedOn: false,
    host: 'localhost:8080',
  });
});

test('in a container the machine around it counts as this one, and nobody else', () => {
  const isHere = (remoteAddress: string, host: string, more: Record<string, string> = {}) => {
    const request = {
      socket: { remoteAddress },
      headers: { host, ...more },
      httpVersion: '1.1',
    } as unknown as IncomingMessage;
    new Arrivals({ url: undefined, proxies: [], machine: ['172.17.0.1'] }).take(request);
    return isFromHere(request);
  };
  expect(isHere('172.17.0.1', 'localhost:8080')).toBe(true);
  expect(isHere('::ffff:172.17.0.1', '127.0.0.1:8080')).toBe(true);
  // A neighbour, a page with another name, a proxy.
  expect(isHere('172.17.0.3', 'localhost:8080')).toBe(false);
  expect(isHere('172.17.0.1', 'rebound.example:8080')).toBe(false);
  expect(isHere('172.17.0.1', 'localhost:8080', { origin: 'http://rebound.example:8080' })).toBe(false);
  expect(isHere('172.17.0.1', 'localhost:8080', { 'x-forwarded-for': '198.51.100.7' })).toBe(false);
});

test('behind a proxy cookies are Secure, links have its name, and each client has an address of its own', async () => {
  const lab = await startLab({ publicUrl: PUBLIC, proxies: LOOPBACK, selfStudy: false });
  const desk = await signIn(lab);
  const group = await desk.newClass();
  const network = await desk.get(pathOf(api.deskNetwork.network), Network);
  expect(network).toMatchObject({ open: true, fixed: true, addresses: ['https://lab.example.org/'] });
  const join = (name: string, from: string, code = group.code, origin = PUBLIC.origin) =>
    postJson(`${lab.url}${pathOf(api.learner.join)}`, { name, code }, { 'x-forwarded-for': from, origin });
  const joined = await join('Ada', '198.51.100.7');
  expect(joined.status).toBe(201);
  expect(joined.headers.getSetCookie()[0]).toMatch(/^__Host-vethlab-learner=.*; Secure/);
  const evil = await join('Eve', '198.51.100.7', group.code, 'https://evil.example.org');
  await problemOf(evil, 'foreign-origin');
  for (let guesses = 0; guesses < 300; guesses++) await join('Eve', '198.51.100.66', 'AAA-AAA');
  await problemOf(await join('Eve', '198.51.100.66', 'AAA-AAA'), 'too-many-requests');
  expect((await join('Bob', '198.51.100.8')).status).toBe(201);
});

test('with a certificate it speaks TLS without a proxy, and takes a new one over', async () => {
  const folder = temporaryFolder();
  let now = readCertificate(makeCertificate(folder, 'first'));
  let change = (): void => {};
  const tls = {
    now: () => now ?? { cert: '', key: '' },
    onChange: (take: () => void) => {
      change = take;
    },
  };
  const lab = await startLab({ tls });
  expect(lab.url).toMatch(/^https:/);
  const shown = async () => {
    const asked = tlsRequest(`${lab.url}${pathOf(api.learner.join)}`, {
      method: 'POST',
      ca: now?.cert,
      agent: false,
      headers: { 'content-type': 'application/json' },
    });
    asked.end(JSON.stringify({ name: 'Ada' }));
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    response.resume();
    return response.headers['set-cookie']?.[0];
  };
  expect(await shown()).toMatch(/^__Host-vethlab-learner=.*; Secure/);
  now = readCertificate(makeCertificate(folder, 'second'));
  await expect(shown()).rejects.toThrow(/self-signed|self signed/);
  change();
  expect(await shown()).toMatch(/^__Host-vethlab-learner=/);
});

test('a certificate that cannot be used says why', () => {
  const folder = temporaryFolder();
  const [one, other] = [makeCertificate(folder, 'one'), makeCertificate(folder, 'other')];
  const read = (files: { TLS_CERT?: string; TLS_KEY?: string }) => () =>
    readCertificate({ TLS_CERT: undefined, TLS_KEY: undefined, ...files });
  expect(read({})()).toBeUndefined();
  expect(read({ TLS_CERT: one.TLS_CERT })).toThrow(/set TLS_KEY to its private key/);
  expect(read({ TLS_KEY: one.TLS_KEY })).toThrow(/set TLS_CERT to its certificate/);
  expect(read({ ...one, TLS_KEY: other.TLS_KEY })).toThrow(/is not the key of the certificate in/);
  expect(read({ TLS_CERT: one.TLS_KEY, TLS_KEY: one.TLS_KEY })).toThrow(/has no certificate in PEM/);
  expect(read({ TLS_CERT: one.TLS_CERT, TLS_KEY: one.TLS_CERT })).toThrow(/has no private key/);
  expect(read({ ...one, TLS_CERT: '/no/such.pem' })).toThrow(/can't be read \(ENOENT\)/);
});
