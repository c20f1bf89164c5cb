import { ask } from '../terminal/question.ts';
import { words } from '../words/now.ts';
import { close, files, type OpenFile, save } from './files.ts';
import { nameOf } from './path.ts';
import { closeEditor } from './place.ts';

/** Closes a file. Text that is not saved is asked about. @returns whether it is closed. */
export async function closeAsked({ path, isEdited }: OpenFile): Promise<boolean> {
  const said = words.editor.closing;
  if (isEdited) {
    const choice = await ask({
      title: said.title(nameOf(path)),
      text: said.text,
      choices: [
        { id: 'drop', label: said.drop, kind: 'danger' },
        { id: 'save', label: words.editor.save, kind: 'primary' },
      ],
    });
    if (choice === 'save') await save(path);
    const isKept = files.value.find((file) => file.path === path)?.isEdited;
    if (choice === undefined || (choice === 'save' && isKept)) return false;
  }
  close(path);
  return true;
}

/** Closes the editor with its files. */
export async function closeAll(): Promise<void> {
  for (const file of files.value) if (!(await closeAsked(file))) return;
  closeEditor();
}
