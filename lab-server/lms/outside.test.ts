import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { readCertificate } from '../setup/certificate.ts';
import { makeCertificate } from '../testing/certificate.ts';
import { temporaryFolder } from '../testing/temporary.ts';
import { Outside } from './outside.ts';

test('a server that closes a connection when it is used again answers each time', async () => {
  const certificate = readCertificate(makeCertificate(temporaryFolder(), 'lms'));
  if (!certificate) throw new Error('there is no certificate');
  const before = tls.getCACertificates('default');
  tls.setDefaultCACertificates([...before, String(certificate.cert)]);
  onTestFinished(() => tls.setDefaultCACertificates(before));

  const used = new WeakSet<object>();
  const server = createServer(certificate, ({ socket }, response) => {
    if (used.has(socket)) socket.destroy();
    used.add(socket);
    response.end('keys');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());

  const outside = new Outside({ privateAddresses: true });
  onTestFinished(() => outside.close());
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
  for (const time of ['first', 'second'])
    expect(await outside.ask(url), time).toMatchObject({ status: 200, text: 'keys' });
});
