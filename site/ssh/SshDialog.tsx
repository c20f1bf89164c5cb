import { useEffect, useState } from 'preact/hooks';
import * as api from '../../protocol/api/ssh.ts';
import type { SshDoor } from '../../protocol/ssh.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useAct } from '../ui/use-act.ts';
import { useModal } from '../ui/use-modal.ts';
import { call } from '../wire/api.ts';
import { words } from '../words/now.ts';
import { CopyLine } from './CopyLine.tsx';
import { commandsFor } from './commands.ts';
import { OneTimeCode } from './OneTimeCode.tsx';
import { SshKeys } from './SshKeys.tsx';

/** ms between two looks at how many connections are open. */
const LOOK_EVERY = 5000;

/** Opens and closes the learner's way in for ssh, and says how to use it. */
export function SshDialog({ onClose }: { onClose: () => void }) {
  const dialog = useModal(true);
  const [door, setDoor] = useState<SshDoor>();
  const { busy, problem, act } = useAct();
  const set = (open: boolean) => act(async () => setDoor(await call(api.open, { body: { open } })));
  useEffect(() => {
    const look = async () => setDoor(await call(api.door));
    void act(look);
    const timer = setInterval(() => void look().catch(() => {}), LOOK_EVERY);
    return () => clearInterval(timer);
  }, []);
  return (
    <dialog ref={dialog} class="dialog ssh" aria-labelledby="ssh-title" onClose={onClose}>
      <h2 id="ssh-title">{words.ssh.title}</h2>
      <p>{words.ssh.text}</p>
      {problem && <ProblemNote problem={problem} />}
      {!problem && !door && <p role="status">{words.ssh.looking}</p>}
      {door && !door.open && <p>{words.ssh.only}</p>}
      {door?.open && <Opened door={door} onChange={setDoor} />}
      <div class="row">
        {door && (
          <button
            type="button"
            class={door.open ? 'button' : 'button primary'}
            aria-disabled={busy}
            onClick={() => void set(!door.open)}
          >
            {door.open ? words.ssh.close : words.ssh.open}
          </button>
        )}
        <button
          type="button"
          class={door?.open ? 'button primary' : 'button'}
          onClick={() => dialog.current?.close()}
        >
          {words.ssh.done}
        </button>
      </div>
    </dialog>
  );
}

function Opened({ door, onChange }: { door: SshDoor; onChange: (door: SshDoor) => void }) {
  const { hostKey, connections } = door;
  const { shell, forward, copyFile, config } = commandsFor(door);
  return (
    <>
      <CopyLine label={words.ssh.command} text={shell} />
      <p class="ssh-key-note">
        {words.ssh.hostKey} <code>{hostKey?.fingerprint}</code>
      </p>
      <OneTimeCode />
      <SshKeys keys={door.keys} onChange={onChange} />
      <details>
        <summary>{words.ssh.more}</summary>
        <CopyLine label={words.ssh.config} text={config} />
        <p>{words.ssh.editor}</p>
        <CopyLine label={words.ssh.forward} text={forward} />
        <CopyLine label={words.ssh.copyFile} text={copyFile} />
      </details>
      <p class="soft" role="status">
        {words.ssh.connections(connections)}
      </p>
    </>
  );
}
