import { useEffect, useState } from 'preact/hooks';
import { IconButton } from '../ui/IconButton.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useAct } from '../ui/use-act.ts';
import { words } from '../words/now.ts';
import { shownFile } from './files.ts';
import { folderOf, shortened, within } from './path.ts';
import { home, root, showFolder } from './tree.ts';

/** Shows where the tree begins, and takes any other path: of a folder, which is shown then, or of a file, which is opened. */
export function PathField({ onOpen }: { onOpen: (path: string) => Promise<void> }) {
  const here = root.value ?? '~';
  const [path, setPath] = useState('');
  const { problem, act, forget } = useAct();
  const file = shownFile.value?.path;
  useEffect(() => {
    setPath(shortened(here, home.value));
    forget();
  }, [here, file]);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void act(() => onOpen(within(here, path.trim())));
  };
  return (
    <>
      <form class="tree-path" onSubmit={submit}>
        <IconButton
          icon="up"
          name={words.editor.up}
          onClick={() => void act(() => showFolder(folderOf(here)))}
        />
        <input
          class="input small"
          aria-label={words.editor.path}
          title={words.editor.path}
          autocomplete="off"
          spellcheck={false}
          value={path}
          onInput={({ currentTarget }) => setPath(currentTarget.value)}
        />
      </form>
      {problem && <ProblemNote problem={problem} />}
    </>
  );
}
