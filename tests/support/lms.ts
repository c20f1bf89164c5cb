import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { folders } from '../../lab-server/setup/folders.ts';
import { freePort } from '../../lab-server/setup/port.ts';
import { makeCertificate } from '../../lab-server/testing/certificate.ts';
import { TestLms } from '../../lab-server/testing/lms.ts';
import { INSTRUCTOR, LEARNER } from '../../lab-server/testing/lms-model.ts';
import { tellOf } from '../../lab-server/testing/lms-tool.ts';
import { npmStart, type RunningServer } from './server.ts';

/** A lab server with TLS, and an LMS beside it that knows it, and that it believes. */
export interface WithLms {
  lms: TestLms;
  server: RunningServer;
  /** Of the lab server: another site than that of the LMS, which is localhost. */
  url: string;
}

/** /etc with the certificate of the LMS among those that are believed, for what is started behind it. */
function believing(folder: string, certificate: string): string[] {
  const certificates = path.join(folder, 'upper/ssl/certs');
  mkdirSync(certificates, { recursive: true });
  mkdirSync(path.join(folder, 'work'), { recursive: true });
  writeFileSync(path.join(certificates, 'lms.pem'), certificate);
  execFileSync('openssl', ['rehash', certificates]);
  const options = `lowerdir=/etc,upperdir=${folder}/upper,workdir=${folder}/work`;
  const mount = `mount -t overlay -o ${options} overlay /etc && exec "$@"`;
  return ['unshare', '--mount', 'sh', '-c', mount, 'sh'];
}

/** The course `net` has Ada as a learner, Grace as its instructor, and a link `one` to an exercise. The lab server has to be told of the LMS at the desk. */
export async function startWithLms(name: string, env: Record<string, string> = {}): Promise<WithLms> {
  const folder = path.join(folders.made, 'test', `${name}-lms`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const lms = await TestLms.start({ name: 'Test Moodle' });
  const url = `https://127.0.0.1:${port}/`;
  const server = await npmStart({
    name,
    port,
    args: ['--class'],
    prefix: believing(folder, lms.certificate),
    env: { ...makeCertificate(folder, 'lab'), PUBLIC_URL: url, LMS_PRIVATE: 'on', ...env },
  });
  tellOf(lms, url);
  lms.users.set('ada', { name: 'Ada Lovelace', email: 'ada@school.example', roles: [LEARNER] });
  lms.users.set('grace', { name: 'Grace Hopper', roles: [INSTRUCTOR] });
  lms.courses.set('net', { title: 'Networks', members: ['ada', 'grace'] });
  lms.addResource({ id: 'one', course: 'net', title: 'How many', custom: { exercise: 'how-many' } });
  return { lms, server, url };
}

/** Signs in at the desk by the link that npm start has printed, and tells of the LMS as the page does. */
export async function connectLms({ lms, server, url }: WithLms, page: Page): Promise<void> {
  const [, link = ''] = /(https:\S+\/desk\/#\S+)/.exec(server.output) ?? [];
  await page.goto(`${url}desk/${new URL(link).hash}`);
  await page.getByRole('button', { name: 'Not now' }).click();
  await page.getByRole('link', { name: 'Connect an LMS' }).click();
  await page.getByLabel('another LMS').check();
  const fields = {
    Name: 'Test Moodle',
    'Address of the LMS': lms.url,
    'Client ID': lms.clientId,
    'Issuer (Platform ID)': lms.issuer,
    'Authentication request URL': lms.authUrl,
    'Access token URL': lms.tokenUrl,
    'Public keyset URL': lms.keysUrl,
  };
  for (const [label, value] of Object.entries(fields))
    await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByText('Test Moodle is connected.').first().waitFor();
}
