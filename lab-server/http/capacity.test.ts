import { expect, test } from 'vitest';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { ClassView } from '../../protocol/class.ts';
import { Machine } from '../../protocol/desk/instructor.ts';
import { HostStatus } from '../../protocol/host.ts';
import { answer, attemptsAt, putFile } from '../testing/answers.ts';
import { type DeskClient, joinClass, signIn } from '../testing/desk-client.ts';
import { follow } from '../testing/followed-events.ts';
import { startLab } from '../testing/lab.ts';
import { problemOf } from '../testing/learner-client.ts';
import { TerminalClient, until } from '../testing/terminal-client.ts';

const capacity = async (desk: DeskClient) => (await desk.get(pathOf(api.deskMachine.machine), Machine)).hosts;

async function twoClasses() {
  const lab = await startLab();
  const [desk, other] = [await signIn(lab), await signIn(lab, 'Grace')];
  const [group, foreign] = [await desk.newClass('Networks'), await other.newClass('Compilers')];
  const [ada, bob] = [await joinClass(lab, group.code, 'Ada'), await joinClass(lab, foreign.code, 'Bob')];
  await ada.get(pathOf(api.host.status), HostStatus);
  await bob.get(pathOf(api.host.status), HostStatus);
  const hostOf = (learner: string) =>
    pathOf(api.deskMachine.freeHost, { params: { class: group.id, learner } });
  return { lab, desk, group, ada, bob, hostOf };
}

test('an instructor sees how many hosts are in use, how many more there can be, and whose they are', async () => {
  const { lab, desk, group, ada, bob } = await twoClasses();
  lab.hosts.most = 3;
  lab.hosts.setStatus(ada.id, { state: 'parked' });
  expect(await capacity(desk)).toMatchObject({
    most: 3,
    room: 1,
    used: [
      {
        learner: ada.id,
        name: 'Ada',
        class: { id: group.id, name: 'Networks' },
        mine: true,
        state: 'parked',
      },
      // Of another instructor's class, the instructor to ask, and nobody's name.
      { learner: bob.id, name: null, class: { name: 'Compilers' }, instructors: ['Grace'], mine: false },
    ],
  });
});

test('a host is freed: its terminals end, the page is told, answers stay, and the learner can have another', async () => {
  const { lab, desk, ada, hostOf } = await twoClasses();
  putFile(ada, 'word.txt', 'veth');
  await answer(ada, 'word', { word: 'veth' });
  const window = new TerminalClient(ada, await ada.openTerminal());
  const { events } = await follow(ada);
  expect((await desk.delete(hostOf(ada.id))).status).toBe(204);
  expect((await window.closed).code).toBe(1000);
  await until(() =>
    events.some(
      ({ event, data }) =>
        event === 'host' && HostStatus.parse(data).reason?.includes('given the place') === true,
    ),
  );
  await until(() =>
    events.some(({ event, data }) => event === 'class' && ClassView.parse(data).acts[0]?.what === 'freed'),
  );
  expect(lab.hosts.status(ada.id)).toBeUndefined();
  expect((await capacity(desk)).used.map(({ learner }) => learner)).not.toContain(ada.id);
  expect(await attemptsAt(ada, 'word')).toHaveLength(1);
  expect((await ada.post(pathOf(api.host.reset), {})).status).toBe(202);
  expect(lab.hosts.status(ada.id)).toBeDefined();
});

test('nobody frees the host of another class, nor does a learner', async () => {
  const { desk, ada, bob, hostOf, lab } = await twoClasses();
  await problemOf(await desk.delete(hostOf(bob.id)), 'unknown-learner');
  expect((await ada.fetch(hostOf(ada.id), { method: 'DELETE' })).status).toBe(401);
  expect(lab.hosts.status(bob.id)).toBeDefined();
});
