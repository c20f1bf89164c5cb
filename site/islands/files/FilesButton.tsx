import { useRef, useState } from 'preact/hooks';
import type { HostFile } from '../../../protocol/file.ts';
import { addressOf, giveFiles, given, listFiles } from '../../state/files.ts';
import { type ApiProblem, asProblem } from '../../wire/api.ts';
import { dayAndTime, size } from '../../words/format.ts';
import { words } from '../../words/now.ts';
import { ProblemNote } from '../ProblemNote.tsx';
import { GivenNotes } from './GivenNotes.tsx';

/** The button for the files in the home directory on the lab host, and their list. */
export function FilesButton() {
  const dialog = useRef<HTMLDialogElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [files, setFiles] = useState<HostFile[]>();
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const load = (): void => {
    setProblem(undefined);
    listFiles().then(setFiles, (thrown) => setProblem(asProblem(thrown)));
  };
  const open = (): void => {
    given.value = [];
    setFiles(undefined);
    setOpen(true);
    load();
    dialog.current?.showModal();
  };
  return (
    <>
      <button type="button" class="button small" onClick={open}>
        {words.files.button}
      </button>
      <dialog ref={dialog} class="dialog files" aria-labelledby="files-title" onClose={() => setOpen(false)}>
        <h2 id="files-title">{words.files.title}</h2>
        <p>{words.files.text}</p>
        {problem && <ProblemNote problem={problem} />}
        {!problem && !files && <p role="status">{words.files.looking}</p>}
        {files?.length === 0 && <p>{words.files.none}</p>}
        {files && files.length > 0 && (
          <ul class="file-list" aria-label={words.files.title}>
            {files.map(({ name, bytes, changed }) => (
              <li key={name}>
                <a href={addressOf(name)} download={name} title={words.files.download}>
                  {name}
                </a>
                <span>{size(bytes)}</span>
                <span>{dayAndTime(changed)}</span>
              </li>
            ))}
          </ul>
        )}
        {isOpen && <GivenNotes />}
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            const { files: picked } = event.currentTarget;
            if (picked) void giveFiles(picked).then(load);
          }}
        />
        <div class="row">
          <button type="button" class="button" onClick={() => picker.current?.click()}>
            {words.files.pick}
          </button>
          <button type="button" class="button primary" onClick={() => dialog.current?.close()}>
            {words.files.close}
          </button>
        </div>
      </dialog>
    </>
  );
}
