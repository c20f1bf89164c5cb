import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { isPaused } from '../class/state.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { type ApiProblem, asProblem } from '../wire/api.ts';
import { words } from '../words/now.ts';
import { isBeside, isOpen, isShown } from './place.ts';

/** The editor among the terminals. Its code is fetched when it is first shown. */
export function EditorPlace({ isReady }: { isReady: boolean }) {
  const [Editor, setEditor] = useState<ComponentType>();
  const [problem, setProblem] = useState<ApiProblem>();
  // It stays while the host is away, with all that is typed in it.
  const isWanted = isShown.value && isReady;
  useEffect(() => {
    if (!isWanted || Editor) return;
    import('./Editor.tsx')
      .then((module) => setEditor(() => module.Editor))
      .catch((thrown) => setProblem(asProblem(thrown)));
  }, [isWanted, Editor]);
  if (!isOpen.value) return null;
  return (
    <div
      class="screen editor"
      role="tabpanel"
      id="panel-editor"
      aria-labelledby="tab-editor"
      hidden={!isWanted}
      inert={isPaused.value}
      data-at={isBeside.value ? 1 : 0}
    >
      {problem && <ProblemNote problem={problem} />}
      {Editor ? <Editor /> : !problem && <p class="editor-empty">{words.editor.loading}</p>}
    </div>
  );
}
