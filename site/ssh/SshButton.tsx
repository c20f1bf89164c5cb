import type { FunctionComponent } from 'preact';
import { useState } from 'preact/hooks';
import { me } from '../learner/state.ts';
import { words } from '../words/now.ts';

/** The button for the learner's own editor and shell, where they may have one. Its dialog is fetched when it is opened. */
export function SshButton() {
  const [Dialog, setDialog] = useState<FunctionComponent<{ onClose: () => void }>>();
  if (!me.value?.ssh) return null;
  const open = (): void => void import('./SshDialog.tsx').then((module) => setDialog(() => module.SshDialog));
  return (
    <>
      <button type="button" class="button small seldom" onClick={open}>
        {words.ssh.button}
      </button>
      {Dialog && <Dialog onClose={() => setDialog(undefined)} />}
    </>
  );
}
