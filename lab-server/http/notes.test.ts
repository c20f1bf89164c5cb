import { expect, test } from 'vitest';
import { z } from 'zod';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { LONGEST_NOTE, Note } from '../../protocol/note.ts';
import { startLab } from '../testing/lab.ts';
import { join, type LearnerClient, problemOf } from '../testing/learner-client.ts';

const notesOf = async (learner: LearnerClient) =>
  (await learner.get(pathOf(api.notes.list), z.object({ notes: z.array(Note) }))).notes;
const write = (learner: LearnerClient, chapter: string, text: string) =>
  learner.post(pathOf(api.notes.keep, { params: { chapter } }), { text });

test('notes are kept by chapter, replaced and removed, and nobody else has them', async () => {
  const lab = await startLab();
  const [ada, eve] = [await join(lab, 'Ada'), await join(lab, 'Eve')];
  expect((await write(ada, '02-attaching', 'veth = zwei Enden\n<b>')).status).toBe(200);
  expect((await write(ada, '01-why', 'first')).status).toBe(200);
  expect((await write(ada, '01-why', 'second')).status).toBe(200);
  expect(await notesOf(ada)).toMatchObject([
    { chapter: '01-why', text: 'second' },
    { chapter: '02-attaching', text: 'veth = zwei Enden\n<b>' },
  ]);
  expect(await notesOf(eve)).toEqual([]);
  expect((await write(ada, '01-why', ' \n')).status).toBe(200);
  expect(await notesOf(ada)).toHaveLength(1);
});

test('they outlive a restart', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  await write(ada, '01-why', 'kept');
  await lab.close();
  expect(await notesOf(ada.at(await startLab({ folder: lab.folder })))).toMatchObject([{ text: 'kept' }]);
});

test('a note that is too long, or belongs to no chapter, is refused', async () => {
  const ada = await join(await startLab());
  await problemOf(await write(ada, '01-why', 'x'.repeat(LONGEST_NOTE + 1)), 'invalid-fields');
  await problemOf(await write(ada, '..%2Fup', 'x'), 'not-found');
});
