import * as api from '../../protocol/api/editor.ts';
import { ask } from '../terminal/question.ts';
import { call } from '../wire/api.ts';
import { words } from '../words/now.ts';
import { close, files, open, renamed } from './files.ts';
import type { Naming } from './NameDialog.tsx';
import { folderOf, nameOf, within } from './path.ts';
import { asRoot, chooseRow, type Row, refresh, root, setOpen } from './tree.ts';

/** Where something new goes: into the folder of this row, or beside it. */
function placeFor(row: Row | undefined): string {
  if (!row) return root.value ?? '~';
  return row.kind === 'folder' && row.isOpen ? row.path : folderOf(row.path);
}

async function shown(path: string): Promise<void> {
  await refresh();
  chooseRow(path);
}

/** The question for a new file's name. */
export function newFile(row: Row | undefined): Naming {
  const said = words.editor;
  const take = async (name: string): Promise<void> => {
    const path = within(placeFor(row), name);
    await call(api.save, { query: { path, sudo: asRoot.value ? 'yes' : undefined }, file: new Blob([]) });
    await shown(path);
    await open({ path, sudo: asRoot.value });
  };
  return { title: said.newFile, name: '', done: said.make, take };
}

/** The question for a new folder's name. */
export function newFolder(row: Row | undefined): Naming {
  const said = words.editor;
  const take = async (name: string): Promise<void> => {
    const path = within(placeFor(row), name);
    await call(api.make, { body: { path, sudo: asRoot.value } });
    await shown(path);
  };
  return { title: said.newFolder, name: '', done: said.make, take };
}

/** The question for another name of what a row shows. */
export function newName({ path }: Row): Naming {
  const said = words.editor;
  const take = async (name: string): Promise<void> => {
    const { path: to } = await call(api.rename, {
      body: { path, to: within(folderOf(path), name), sudo: asRoot.value },
    });
    renamed(path, to);
    await shown(to);
  };
  return { title: said.renameTitle(nameOf(path)), name: nameOf(path), done: said.rename, take };
}

/** Removes what a row shows, once the learner has said that they mean it. @throws ApiProblem */
export async function remove({ path, kind }: Row): Promise<void> {
  const said = words.editor.removing;
  const choices = [{ id: 'remove', label: words.editor.remove, kind: 'danger' as const }];
  if ((await ask({ title: said.title(nameOf(path)), text: said.text, choices })) !== 'remove') return;
  await call(api.remove, { body: { path, sudo: asRoot.value } });
  if (kind === 'folder') await setOpen(path, false);
  for (const file of files.value) if (file.path === path && !file.isEdited) close(path);
  await refresh();
}
