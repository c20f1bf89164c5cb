import { request } from 'node:http';
import { expect, test } from 'vitest';
import { Network } from '../../protocol/desk/instructor.ts';
import { joinClass, signIn } from '../testing/desk-client.ts';
import { startLab } from '../testing/lab.ts';
import { postJson, problemOf } from '../testing/learner-client.ts';
import { temporaryFolder } from '../testing/temporary.ts';

/** The status of a request with a Host of one's own, which fetch does not let through. */
function statusFor(address: string, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request(address, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

test('the operator opens the lab server to the network, where a class code is needed, and closes it again', async () => {
  const networkMark = `${temporaryFolder()}/open`;
  const lab = await startLab({ networkMark });
  const desk = await signIn(lab);
  const group = await desk.newClass();
  expect(await desk.get('/api/desk/network', Network)).toEqual({ open: false, fixed: false, addresses: [] });
  const opened = await desk.done('/api/desk/network', { open: true }, Network);
  expect(opened).toMatchObject({ open: true, fixed: false });
  const [address = ''] = opened.addresses;
  expect(address).toMatch(/^http:\/\/\d+\.\d+\.\d+\.\d+:\d+\/$/);

  // From another machine's view: this machine's own address on its network.
  const outside = { ...lab, url: address.replace(/\/$/, '') };
  await problemOf(await postJson(`${outside.url}/api/join`, { name: 'Eve' }), 'invalid-fields');
  expect((await joinClass(outside, group.code, 'Ada')).me.class?.name).toBe('Networks');
  expect(await statusFor(`${address}api/health`, 'vethlab.local')).toBe(200);
  expect(await statusFor(`${lab.url}/api/health`, 'evil.example')).toBe(421);
  expect((await postJson(`${lab.url}/api/join`, { name: 'Alone' })).status).toBe(201);

  // A web server that begins anew is as open as the one before.
  await lab.close();
  const again = await startLab({ folder: lab.folder, networkMark });
  const operator = await signIn(again);
  expect((await operator.get('/api/desk/network', Network)).open).toBe(true);
  expect(await operator.done('/api/desk/network', { open: false }, Network)).toMatchObject({ open: false });
  const port = new URL(again.url).port;
  await expect(fetch(`${outside.url.replace(/\d+$/, port)}/api/health`)).rejects.toThrow();
});

test('what was set at the start stays, and only the operator opens', async () => {
  const lab = await startLab({ host: '0.0.0.0', selfStudy: false });
  const local = { ...lab, url: lab.url.replace('0.0.0.0', '127.0.0.1') };
  const desk = await signIn(local);
  expect(await desk.get('/api/desk/network', Network)).toMatchObject({ open: true, fixed: true });
  await problemOf(await desk.post('/api/desk/network', { open: false }), 'network-fixed');
  const other = await signIn(local, 'Grace');
  await problemOf(await other.post('/api/desk/network', { open: true }), 'not-operator');
});
