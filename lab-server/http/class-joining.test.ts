import { expect, test } from 'vitest';
import { z } from 'zod';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { ClassDetail } from '../../protocol/desk/class.ts';
import { AuditEntry } from '../../protocol/desk/grades.ts';
import { Erased, RosterLearner, RosterReport } from '../../protocol/desk/roster.ts';
import { Me } from '../../protocol/learner.ts';
import { answer, attemptsAt, putFile } from '../testing/answers.ts';
import { type DeskClient, joinClass, signIn } from '../testing/desk-client.ts';
import { follow } from '../testing/followed-events.ts';
import { type Lab, startLab } from '../testing/lab.ts';
import { postJson, problemOf } from '../testing/learner-client.ts';
import { cookieIn } from '../testing/set-cookie.ts';
import { until } from '../testing/terminal-client.ts';

const Roster = z.object({ learners: z.array(RosterLearner) });
const Trail = z.object({ entries: z.array(AuditEntry) });

async function start(settings = {}) {
  const lab = await startLab();
  const desk = await signIn(lab);
  const group = await desk.newClass('Networks', settings);
  const ofClass = { class: group.id };
  return { lab, desk, group, ofClass };
}

const ask = (lab: Lab, body: object, cookie = '') =>
  postJson(`${lab.url}${pathOf(api.learner.join)}`, body, { cookie });
const roster = async (desk: DeskClient, ofClass: { class: string }) =>
  (await desk.get(pathOf(api.deskLearners.roster, { params: ofClass }), Roster)).learners;

test('a class is joined by its code, however it is typed, and by no other', async () => {
  const { lab, group } = await start();
  const ada = await joinClass(lab, group.code.toLowerCase().replace('-', ' '), 'Ada');
  expect(ada.me).toMatchObject({
    state: 'active',
    class: { id: group.id, name: 'Networks' },
    selfStudy: false,
    personalCode: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/),
  });
  await problemOf(await ask(lab, { name: 'Eve', code: 'ABC-DEF' }), 'wrong-code');
});

test('a name lets nobody in as somebody else: another device needs the personal code', async () => {
  const { lab, group } = await start();
  const ada = await joinClass(lab, group.code, 'Ada Lovelace');
  const { errors } = await problemOf(
    await ask(lab, { name: ' ada  lovelace', code: group.code }),
    'name-taken',
  );
  expect(errors).toMatchObject([{ path: '/personalCode' }]);
  const wrong = { name: 'Ada Lovelace', code: group.code, personalCode: 'AAAA-AAAA' };
  await problemOf(await ask(lab, wrong), 'wrong-personal-code');
  const again = await joinClass(lab, group.code, 'ada lovelace', {
    personalCode: ada.me.personalCode?.toLowerCase().replace('-', ''),
  });
  expect(again.id).toBe(ada.id);
  expect(again.cookie).toBe(ada.cookie);
});

test('two learners at one computer are two, and a learner who studied alone brings that work along', async () => {
  const { lab, group } = await start();
  const alone = await ask(lab, { name: 'Ada' });
  const cookie = cookieIn(alone);
  const { id } = Me.parse(await alone.json());
  const answered = await ask(lab, { name: 'Ada', code: group.code }, cookie);
  const ofClass = cookieIn(answered);
  const joined = Me.parse(await answered.json());
  expect(joined.id).toBe(id);
  const bob = Me.parse(await (await ask(lab, { name: 'Bob', code: group.code }, ofClass)).json());
  expect(bob.id).not.toBe(id);
  expect(Me.parse(await (await ask(lab, { name: 'Ada', code: group.code }, ofClass)).json()).id).toBe(id);
});

test('in a class with a waiting room an instructor lets learners in, and their pages hear of it', async () => {
  const { lab, desk, group, ofClass } = await start({ joining: 'approval' });
  const ada = await joinClass(lab, group.code, 'Ada');
  await problemOf(await ada.fetch(pathOf(api.host.status)), 'waiting-for-approval');
  const { events } = await follow(ada);
  expect(
    (
      await desk.post(pathOf(api.deskLearners.change, { params: { ...ofClass, learner: ada.id } }), {
        state: 'active',
      })
    ).status,
  ).toBe(200);
  await until(() => events.some(({ event }) => event === 'me'));
  expect(await ada.get(pathOf(api.learner.me), Me)).toMatchObject({ state: 'active' });
  expect((await ada.fetch(pathOf(api.host.status))).status).toBe(200);
});

test('a roster lets in the learners on it, once each, and nobody else', async () => {
  const { lab, desk, group, ofClass } = await start({ joining: 'roster' });
  const csv =
    '\ufeffNachname;Vorname;Matrikelnummer\r\nLovelace;Ada;7\r\nHopper;Grace;\r\n;;8\r\nLovelace;ADA;7\r\n';
  const dry = await desk.done(
    pathOf(api.deskLearners.importRoster, { params: ofClass }),
    { csv, dryRun: true },
    RosterReport,
  );
  expect(await roster(desk, ofClass)).toEqual([]);
  const report = await desk.done(
    pathOf(api.deskLearners.importRoster, { params: ofClass }),
    { csv },
    RosterReport,
  );
  expect(report).toEqual(dry);
  expect(report.added).toMatchObject([
    { line: 2, name: 'Ada Lovelace', externalId: '7' },
    { line: 3, name: 'Grace Hopper', externalId: null },
  ]);
  expect(report.refused.map(({ line }) => line)).toEqual([4, 5]);
  expect(
    (await desk.done(pathOf(api.deskLearners.importRoster, { params: ofClass }), { csv }, RosterReport))
      .known,
  ).toHaveLength(3);

  await problemOf(await ask(lab, { name: 'Eve', code: group.code }), 'not-on-roster');
  const ada = await joinClass(lab, group.code, 'ada lovelace');
  expect(ada.me).toMatchObject({ name: 'Ada Lovelace', state: 'active' });
  await problemOf(await ask(lab, { name: 'Ada Lovelace', code: group.code }), 'name-taken');
  const [first, second] = await roster(desk, ofClass);
  expect(first).toMatchObject({
    name: 'Ada Lovelace',
    externalId: '7',
    state: 'active',
    personalCode: ada.me.personalCode,
  });
  expect(second).toMatchObject({ state: 'listed', joinedAt: null });
});

test('a list of Canvas lets its learners in by the name that they say, and a later list fills in what it knows more', async () => {
  const { lab, desk, group, ofClass } = await start({ joining: 'roster' });
  const path = pathOf(api.deskLearners.importRoster, { params: ofClass });
  await desk.done(path, { csv: 'Öhm, Ida' }, RosterReport);
  const csv =
    'Student,ID,SIS User ID,SIS Login ID,Section\n    Points Possible,,,,\n"Öhm, Ida",9001,S-17,ida@example.org,A\n"Student, Test",9,,x,A\n';
  const before = await roster(desk, ofClass);
  const dry = await desk.done(path, { csv, dryRun: true }, RosterReport);
  expect(await roster(desk, ofClass)).toEqual(before);
  expect(await desk.done(path, { csv }, RosterReport)).toEqual(dry);
  expect(dry).toMatchObject({ added: [], known: [{ name: 'Ida Öhm' }], refused: [{ line: 2 }, { line: 4 }] });
  const ida = await joinClass(lab, group.code, 'Ida Öhm');
  expect(await roster(desk, ofClass)).toMatchObject([
    { id: ida.id, externalId: 'S-17', login: 'ida@example.org', section: 'A', platformId: '9001' },
  ]);
});

test('a roster knows a name as people type it, and never lets one take the place of another', async () => {
  const { lab, desk, group, ofClass } = await start({ joining: 'roster' });
  const csv = 'Sean O’Brien\nJosé Núñez\nAnn Lee\nLee Ann\nJürgen Groß\nJurgen Gross\n';
  await desk.done(pathOf(api.deskLearners.importRoster, { params: ofClass }), { csv }, RosterReport);
  const joined = async (name: string) => (await joinClass(lab, group.code, name)).me.name;
  expect(await joined("o'brien, sean")).toBe('Sean O’Brien');
  expect(await joined('Nunez Jose')).toBe('José Núñez');
  expect(await joined('lee ann')).toBe('Lee Ann');
  // The place of Ann Lee is still free, and this is not she.
  await problemOf(await ask(lab, { name: 'Lee Ann', code: group.code }), 'name-taken');
  await problemOf(await ask(lab, { name: 'Nunez, José', code: group.code }), 'name-taken');
  const several = await problemOf(await ask(lab, { name: 'Gross Jurgen', code: group.code }), 'name-taken');
  expect(several.detail).toMatch(/can mean (Jürgen Groß or Jurgen Gross|Jurgen Gross or Jürgen Groß);/);
  const [groß] = (await roster(desk, ofClass)).filter(({ name }) => name === 'Jürgen Groß');
  const typed = { personalCode: groß?.personalCode ?? '' };
  expect((await joinClass(lab, group.code, 'gross, jurgen', typed)).me.name).toBe('Jürgen Groß');
  await problemOf(await ask(lab, { name: 'Seen O’Brien', code: group.code }), 'not-on-roster');
});

test('two of one name with different numbers each come in by their personal code, and by the name alone neither', async () => {
  const { lab, desk, group, ofClass } = await start({ joining: 'roster' });
  const csv = 'First name,Last name,ID number\nAda,Byron,1\nAda,Byron,2\n';
  await desk.done(pathOf(api.deskLearners.importRoster, { params: ofClass }), { csv }, RosterReport);
  const { errors } = await problemOf(await ask(lab, { name: 'Ada Byron', code: group.code }), 'name-taken');
  expect(errors).toMatchObject([{ path: '/personalCode' }]);
  for (const { id, externalId, personalCode } of await roster(desk, ofClass)) {
    expect((await joinClass(lab, group.code, 'Ada Byron', { personalCode })).id, String(externalId)).toBe(id);
  }
});

test('a gradebook of a large course is read', async () => {
  const { desk, ofClass } = await start();
  const path = pathOf(api.deskLearners.importRoster, { params: ofClass });
  const grades = ','.repeat(2000);
  const csv = `Name${grades}\n${Array.from({ length: 300 }, (_, at) => `Learner ${at}${grades}`).join('\n')}`;
  expect((await desk.done(path, { csv, dryRun: true }, RosterReport)).added).toHaveLength(300);
});

test('one who is merged brings along what the school says of them', async () => {
  const { lab, desk, group, ofClass } = await start();
  const ada = await joinClass(lab, group.code, 'Ada');
  await desk.done(
    pathOf(api.deskLearners.importRoster, { params: ofClass }),
    { csv: 'Name,Number,E-mail\nAda Lovelace,7,ada@example.org' },
    RosterReport,
  );
  const listed = (await roster(desk, ofClass)).find(({ state }) => state === 'listed');
  const params = { ...ofClass, learner: listed?.id ?? '' };
  await desk.post(pathOf(api.deskLearners.merge, { params }), { into: ada.id });
  expect(await roster(desk, ofClass)).toMatchObject([
    { name: 'Ada', externalId: '7', email: 'ada@example.org' },
  ]);
});

test('a learner who joined twice is merged into one, with all of both, in both browsers', async () => {
  const { lab, desk, group, ofClass } = await start();
  const [ada, twin] = [await joinClass(lab, group.code, 'Ada'), await joinClass(lab, group.code, 'Ada L.')];
  for (const [who, word] of [
    [ada, 'veth'],
    [twin, 'bridge'],
  ] as const) {
    putFile(who, 'word.txt', word);
    await answer(who, 'word', { word });
    await who.post(pathOf(api.notes.keep, { params: { chapter: '02-attaching' } }), {
      text: `of ${who.me.name}`,
    });
  }
  expect(
    (
      await desk.post(pathOf(api.deskLearners.merge, { params: { ...ofClass, learner: twin.id } }), {
        into: ada.id,
      })
    ).status,
  ).toBe(200);
  expect(await twin.get(pathOf(api.learner.me), Me)).toMatchObject({ id: ada.id, name: 'Ada' });
  expect((await attemptsAt(ada, 'word')).map((one) => one.answer)).toEqual([
    { word: 'bridge' },
    { word: 'veth' },
  ]);
  const { notes } = await ada.get(
    pathOf(api.notes.list),
    z.object({ notes: z.array(z.object({ text: z.string() })) }),
  );
  expect(notes).toEqual([{ text: 'of Ada\n\nof Ada L.' }]);
  expect((await roster(desk, ofClass)).map(({ name }) => name)).toEqual(['Ada']);
  expect(lab.hosts.status(twin.id)).toBeUndefined();
  await problemOf(
    await desk.post(pathOf(api.deskLearners.merge, { params: { ...ofClass, learner: ada.id } }), {
      into: ada.id,
    }),
    'unknown-learner',
  );
});

test('a learner who is removed is out at once, and comes back with all they had', async () => {
  const { lab, desk, group, ofClass } = await start();
  const ada = await joinClass(lab, group.code, 'Ada');
  putFile(ada, 'word.txt', 'veth');
  await answer(ada, 'word', { word: 'veth' });
  await ada.openTerminal();
  const page = await follow(ada);
  expect(
    (
      await desk.post(pathOf(api.deskLearners.change, { params: { ...ofClass, learner: ada.id } }), {
        state: 'removed',
      })
    ).status,
  ).toBe(200);
  await until(() => page.ended);
  expect(page.events.at(-1)?.event).not.toBe('host');
  await problemOf(await ada.fetch(pathOf(api.learner.me)), 'not-joined');
  expect(lab.hosts.status(ada.id)).toBeUndefined();
  expect(
    (
      await desk.post(pathOf(api.deskLearners.change, { params: { ...ofClass, learner: ada.id } }), {
        state: 'active',
      })
    ).status,
  ).toBe(200);
  expect(await ada.get(pathOf(api.learner.me), Me)).toMatchObject({ points: { earned: 4 } });
});

test('a learner moves to another class of the same instructor, and to no other', async () => {
  const { lab, desk, group, ofClass } = await start();
  const ada = await joinClass(lab, group.code, 'Ada');
  const other = await desk.newClass('Second');
  const foreign = await (await signIn(lab, 'Grace')).newClass('Foreign');
  await problemOf(
    await desk.post(pathOf(api.deskLearners.change, { params: { ...ofClass, learner: ada.id } }), {
      class: foreign.id,
    }),
    'unknown-class',
  );
  expect(
    (
      await desk.post(pathOf(api.deskLearners.change, { params: { ...ofClass, learner: ada.id } }), {
        class: other.id,
      })
    ).status,
  ).toBe(200);
  expect(await ada.get(pathOf(api.learner.me), Me)).toMatchObject({ class: { id: other.id } });
  await problemOf(
    await desk.post(pathOf(api.deskLearners.change, { params: { ...ofClass, learner: ada.id } }), {
      name: 'Ada',
    }),
    'unknown-learner',
  );
});

test('all records of one learner are handed out, and erased for good by an instructor who types the name', async () => {
  const { lab, desk, group, ofClass } = await start();
  const [ada, bob] = [await joinClass(lab, group.code, 'Ada'), await joinClass(lab, group.code, 'Bob')];
  for (const who of [ada, bob]) {
    putFile(who, 'word.txt', 'veth');
    const { id } = await answer(who, 'word', { word: 'bridge' });
    await who.post(pathOf(api.exercises.dispute, { params: { id: 'word', attempt: id } }), {
      reason: `because ${who.me.name}`,
    });
    await who.post(pathOf(api.ownClass.raiseHand), { about: `${who.me.name} asks` });
    await who.post(pathOf(api.notes.keep, { params: { chapter: '02-attaching' } }), {
      text: `note of ${who.me.name}`,
    });
    await who.openTerminal();
  }
  await desk.post(pathOf(api.deskWall.sendMessage, { params: ofClass }), {
    to: [ada.id],
    text: 'Well done, Ada',
  });
  await desk.post(pathOf(api.deskGrades.override, { params: { ...ofClass, learner: ada.id } }), {
    exercise: 'word',
    points: 1,
    comment: 'For Ada',
  });
  const exported = await (
    await desk.fetch(pathOf(api.deskLearners.exportAll, { params: { ...ofClass, learner: ada.id } }))
  ).text();
  for (const part of ['because Ada', 'Ada asks', 'note of Ada', 'asciicast', 'For Ada']) {
    expect(exported).toContain(part);
  }
  expect(exported).not.toContain('Bob');

  const address = pathOf(api.deskLearners.change, { params: { ...ofClass, learner: ada.id } });
  expect((await desk.delete(address)).status).toBe(422);
  expect((await desk.delete(`${address}?name=Bob`)).status).toBe(422);
  const erased = Erased.parse(await (await desk.delete(`${address}?name=ada`)).json());
  expect(erased).toEqual({ attempts: 1, recordings: 1 });
  await problemOf(await ada.fetch(pathOf(api.learner.me)), 'erased');
  const { tables } = lab;
  const left = tables().flatMap((table) => lab.database.prepare(`SELECT * FROM ${table}`).all());
  expect(JSON.stringify(left)).not.toMatch(/Ada/);
  expect(JSON.stringify(left)).toMatch(/Bob asks/);
  const { entries } = await desk.get(pathOf(api.deskClasses.audit, { params: ofClass }), Trail);
  expect(entries[0]).toMatchObject({ action: 'learner.erase', by: 'Operator', after: { attempts: 1 } });
  expect(await attemptsAt(bob, 'word')).toHaveLength(1);
});

test('an archived class takes nobody in and keeps what it has', async () => {
  const { lab, desk, group, ofClass } = await start();
  const ada = await joinClass(lab, group.code, 'Ada');
  await desk.done(pathOf(api.deskClasses.change, { params: ofClass }), { archived: true }, ClassDetail);
  await problemOf(await ask(lab, { name: 'Bob', code: group.code }), 'wrong-code');
  await problemOf(
    await desk.post(pathOf(api.deskWall.sendMessage, { params: ofClass }), { to: 'all', text: 'Hello' }),
    'class-archived',
  );
  expect(await roster(desk, ofClass)).toMatchObject([{ name: 'Ada' }]);
  expect((await ada.fetch(pathOf(api.learner.me))).status).toBe(200);
  const again = await desk.done(
    pathOf(api.deskClasses.change, { params: ofClass }),
    { archived: false, newCode: true },
    ClassDetail,
  );
  expect(again.code).not.toBe(group.code);
  await joinClass(lab, again.code, 'Bob');
});

test('every change is on the trail, and nobody can change or delete that', async () => {
  const { lab, desk, group, ofClass } = await start();
  const ada = await joinClass(lab, group.code, 'Ada');
  await desk.post(pathOf(api.deskLearners.change, { params: { ...ofClass, learner: ada.id } }), {
    name: 'Ada L.',
    externalId: '7',
  });
  await desk.set(group, { joining: 'roster' });
  const { entries } = await desk.get(pathOf(api.deskClasses.audit, { params: ofClass }), Trail);
  expect(
    entries.map(({ action, by, learner, before, after }) => [action, by, learner, before, after]),
  ).toEqual([
    ['class.joining', 'Operator', null, 'open', 'roster'],
    ['learner.externalId', 'Operator', 'Ada L.', null, '7'],
    ['learner.name', 'Operator', 'Ada L.', 'Ada', 'Ada L.'],
    ['learner.join', 'learner', 'Ada L.', null, { name: 'Ada', state: 'active' }],
    ['class.begin', 'Operator', null, null, { name: 'Networks' }],
  ]);
  for (const sql of ["UPDATE audit SET after = '1'", "UPDATE audit SET at = ''", 'DELETE FROM audit']) {
    expect(() => lab.database.exec(sql)).toThrow(/audit trail/);
  }
});
