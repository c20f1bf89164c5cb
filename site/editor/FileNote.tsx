import { useState } from 'preact/hooks';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { words } from '../words/now.ts';
import { CompareDialog } from './CompareDialog.tsx';
import { isOf, keepMine, type OpenFile, save, stateOf, takeTheirs } from './files.ts';

/** What is amiss with the shown file, and what can be done about it. */
export function FileNote({ file: { path, trouble, isWritable, sudo, version } }: { file: OpenFile }) {
  const [isCompared, setCompared] = useState(false);
  const said = words.editor;
  if (trouble?.kind === 'changed') {
    const { theirs } = trouble;
    return (
      <div class="file-note" role="alert">
        <span>{said.changed.text}</span>
        <span class="row">
          <button type="button" class="button small" onClick={() => setCompared(true)}>
            {said.changed.compare}
          </button>
          <button type="button" class="button small" onClick={() => takeTheirs(path, theirs)}>
            {said.changed.theirs}
          </button>
          <button type="button" class="button small" onClick={() => void keepMine(path)}>
            {said.changed.mine}
          </button>
        </span>
        {isCompared && (
          <CompareDialog
            theirs={theirs.text}
            mine={stateOf(path)?.sliceDoc() ?? ''}
            onClose={() => setCompared(false)}
          />
        )}
      </div>
    );
  }
  if (trouble?.kind === 'gone') {
    return (
      <div class="file-note" role="alert">
        <span>{said.gone}</span>
        <button type="button" class="button small" onClick={() => void keepMine(path)}>
          {said.makeAnew}
        </button>
      </div>
    );
  }
  if (trouble?.kind === 'unsaved') {
    return (
      <div class="file-note">
        <ProblemNote problem={trouble.problem} />
        {trouble.isRetried && <span>{said.retried}</span>}
        {isOf(trouble.problem, 'no-permission') && !sudo && <BySudo path={path} />}
      </div>
    );
  }
  if (!isWritable && version !== undefined) {
    return (
      <div class="file-note quiet-note" role="status">
        <span>{said.readOnly}</span>
      </div>
    );
  }
  return null;
}

const BySudo = ({ path }: { path: string }) => (
  <button type="button" class="button small" onClick={() => void save(path, { sudo: true })}>
    {words.editor.saveBySudo}
  </button>
);
