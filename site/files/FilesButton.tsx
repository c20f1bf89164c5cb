import { useRef, useState } from 'preact/hooks';
import type { HostFile } from '../../protocol/file.ts';
import { Download } from '../ui/Download.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useAct } from '../ui/use-act.ts';
import { dayAndTime, size } from '../words/format.ts';
import { words } from '../words/now.ts';
import { GivenNotes } from './GivenNotes.tsx';
import { addressOf, giveFiles, given, listFiles } from './state.ts';

/** The button for the files in the lab host's home directory, and their list. */
export function FilesButton() {
  const dialog = useRef<HTMLDialogElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [files, setFiles] = useState<HostFile[]>();
  const [isOpen, setOpen] = useState(false);
  const { problem, act } = useAct();
  const load = () => act(async () => setFiles(await listFiles()));
  const open = (): void => {
    given.value = [];
    setFiles(undefined);
    setOpen(true);
    void load();
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
                <Download from={addressOf(name)} saveAs={name} title={words.files.download}>
                  {name}
                </Download>
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
