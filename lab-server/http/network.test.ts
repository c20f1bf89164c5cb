import { request } from 'node:http';
import { expect, test } from 'vitest';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { Network } from '../../protocol/desk/instructor.ts';
import { joinClass, signIn } from '../testing/desk-client.ts';
import { startLab } from '../testing/lab.ts';
import { postJson, problemOf } from '../testing/learner-client.ts';
import { temporaryFolder } from '../testing/temporary.ts';

/** The status of a request with any Host header, which fetch does not let one set. */
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
  const networkOpenedFile = `${temporaryFolder()}/open`;
  const lab = await startLab({ networkOpenedFile });
  const desk = await signIn(lab);
  const group = await desk.newClass();
  expect(await desk.get(pathOf(api.deskNetwork.network), Network)).toEqual({
    open: false,
    fixed: false,
    inContainer: false,
    addresses: [],
  });
  const opened = await desk.done(pathOf(api.deskNetwork.setNetwork), { open: true }, Network);
  expect(opened).toMatchObject({ open: true, fixed: false });
  const [address = ''] = opened.addresses;
  expect(address).toMatch(/^http:\/\/\d+\.\d+\.\d+\.\d+:\d+\/$/);

  // This machine's own address on its network, as another machine would use it.
  const outside = { ...lab, url: address.replace(/\/$/, '') };
  await problemOf(
    await postJson(`${outside.url}${pathOf(api.learner.join)}`, { name: 'Eve' }),
    'invalid-fields',
  );
  expect((await joinClass(outside, group.code, 'Ada')).me.class?.name).toBe('Networks');
  expect(await statusFor(new URL(pathOf(api.meta.health), address).href, 'vethlab.local')).toBe(200);
  expect(await statusFor(`${lab.url}${pathOf(api.meta.health)}`, 'evil.example')).toBe(421);
  expect((await postJson(`${lab.url}${pathOf(api.learner.join)}`, { name: 'Alone' })).status).toBe(201);

  // A web server that starts anew is as open as the one before.
  await lab.close();
  const again = await startLab({ folder: lab.folder, networkOpenedFile });
  const operator = await signIn(again);
  expect((await operator.get(pathOf(api.deskNetwork.network), Network)).open).toBe(true);
  expect(await operator.done(pathOf(api.deskNetwork.setNetwork), { open: false }, Network)).toMatchObject({
    open: false,
  });
  const port = new URL(again.url).port;
  await expect(fetch(`${outside.url.replace(/\d+$/, port)}${pathOf(api.meta.health)}`)).rejects.toThrow();
});

test('a setting from the start stays, and only the operator opens the lab server', async () => {
  const lab = await startLab({ host: '0.0.0.0', selfStudy: false });
  const local = { ...lab, url: lab.url.replace('0.0.0.0', '127.0.0.1') };
  const desk = await signIn(local);
  expect(await desk.get(pathOf(api.deskNetwork.network), Network)).toMatchObject({ open: true, fixed: true });
  await problemOf(await desk.post(pathOf(api.deskNetwork.setNetwork), { open: false }), 'network-fixed');
  const other = await signIn(local, 'Grace');
  await problemOf(await other.post(pathOf(api.deskNetwork.setNetwork), { open: true }), 'not-operator');
});
