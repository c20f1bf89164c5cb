import { effect } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { host } from '../host/state.ts';
import { fontSize } from '../terminal/font.ts';
import { running } from '../terminal/state.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useAct } from '../ui/use-act.ts';
import { WithKeys } from '../ui/WithKeys.tsx';
import { asProblem } from '../wire/api.ts';
import { words } from '../words/now.ts';
import { closeAll } from './closing.ts';
import { forgetDrafts } from './drafts.ts';
import { EditorBox } from './EditorBox.tsx';
import { FileNote } from './FileNote.tsx';
import { FileTabs } from './FileTabs.tsx';
import { closeUnedited, isOf, look, type OpenFile, open, restore, shownFile } from './files.ts';
import { shortened } from './path.ts';
import { isShown, loaded, type Wanted, wanted } from './place.ts';
import { Tree } from './Tree.tsx';
import { asRoot, forgetFolders, home, loadHome, refresh, showFolder } from './tree.ts';
import { focusText, searchText } from './view.ts';

/** With less room than this in CSS pixels, the tree makes way for the text. */
const NARROW = 560;

/** The learner's files, and the text of those that are open. */
export function Editor() {
  const body = useRef<HTMLDivElement>(null);
  const [isTreeShown, setTreeShown] = useState(true);
  const { problem, act, forget } = useAct();
  const file = shownFile.value;

  const show = async (asked: Wanted): Promise<void> => {
    await openOrShow(asked);
    if ((body.current?.clientWidth ?? 0) < NARROW && shownFile.value) setTreeShown(false);
    requestAnimationFrame(focusText);
  };

  useEffect(() => {
    loaded.value = {
      focus: () => (shownFile.value ? focusText() : focusTree(body.current)),
      search: searchText,
      close: closeAll,
    };
    const ready = act(async () => {
      await loadHome();
      await restore();
    });
    const stop = [
      effect(() => {
        const next = wanted.value;
        if (next.length === 0) return;
        wanted.value = [];
        void ready.then(() => act(async () => void (await Promise.all(next.map(show)))));
      }),
      followHost(),
    ];
    return () => {
      loaded.value = undefined;
      for (const undo of stop) undo();
    };
  }, []);

  return (
    <div
      ref={body}
      class="editor-body"
      data-tree={isTreeShown}
      style={{ '--editor-font': `${fontSize.value}px` }}
    >
      {isTreeShown && <Tree onOpen={(path) => show({ path, sudo: asRoot.value })} />}
      <div class="editor-main">
        <FileTabs isTreeShown={isTreeShown} onTree={() => setTreeShown(!isTreeShown)} />
        {problem && (
          <div class="file-note">
            <ProblemNote problem={problem} />
            <button type="button" class="button small" onClick={forget}>
              {words.files.close}
            </button>
          </div>
        )}
        {file && <FileNote key={file.path} file={file} />}
        <div
          class="editor-text"
          id="editor-text"
          role="tabpanel"
          aria-label={file ? shortened(file.path, home.value) : words.editor.title}
        >
          <EditorBox />
          {!file && (
            <p class="editor-empty">
              <WithKeys text={words.editor.none} />
            </p>
          )}
        </div>
        <EditorFoot file={file} />
      </div>
    </div>
  );
}

const focusTree = (body: HTMLElement | null): void =>
  body?.querySelector<HTMLElement>('[role=treeitem][tabindex="0"], button')?.focus();

/** Opens a file, or shows a folder in the tree. @throws ApiProblem */
async function openOrShow(asked: Wanted): Promise<void> {
  try {
    await open(asked);
  } catch (thrown) {
    const problem = asProblem(thrown);
    if (!isOf(problem, 'file-unfit')) throw problem;
    await showFolder(asked.path).catch(() => Promise.reject(problem));
  }
}

/**
 * Looks at the host anew when something may have happened to the files: a command has ended in a terminal, the window or the editor is
 * shown again, or the host was reset. While nothing happens here, nothing is asked.
 */
function followHost(): () => void {
  const lookAround = (): void => {
    if (!isShown.value || document.visibilityState !== 'visible' || host.value?.state !== 'ready') return;
    void look();
    void refresh();
  };
  let commands = 0;
  let before = host.value?.state;
  const stop = [
    effect(() => {
      const now = Object.keys(running.value).length;
      if (now < commands) lookAround();
      commands = now;
    }),
    effect(() => {
      const state = host.value?.state;
      if (state === 'resetting' && before !== state) {
        forgetDrafts();
        forgetFolders();
        closeUnedited();
      }
      if (state === 'ready' && before !== state) void loadHome().then(lookAround, () => {});
      before = state;
    }),
    isShown.subscribe((shown) => shown && queueMicrotask(lookAround)),
  ];
  addEventListener('focus', lookAround);
  return () => {
    removeEventListener('focus', lookAround);
    for (const undo of stop) undo();
  };
}

function EditorFoot({ file }: { file: OpenFile | undefined }) {
  const said = words.editor;
  return (
    <div class="editor-foot">
      <span class="editor-said" role="status">
        {file && (file.isSaving ? said.saving : file.said && said.said[file.said])}
      </span>
      {file && (
        <span class="editor-path">
          {shortened(file.path, home.value)}
          {file.language && ` · ${file.language}`}
          {file.version === undefined && ` · ${said.isNew}`}
          {file.sudo && ` · ${said.byRoot}`}
        </span>
      )}
      <span class="editor-keys" id="editor-keys">
        <WithKeys text={said.keys} />
      </span>
    </div>
  );
}
