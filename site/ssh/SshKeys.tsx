import { useState } from 'preact/hooks';
import * as api from '../../protocol/api/ssh.ts';
import type { SshDoor, SshKey } from '../../protocol/ssh.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useAct } from '../ui/use-act.ts';
import { call } from '../wire/api.ts';
import { words } from '../words/now.ts';
import { KEY_EXAMPLE } from './commands.ts';

interface Props {
  keys: readonly SshKey[];
  onChange: (door: SshDoor) => void;
}

/** The public keys that let the learner in. */
export function SshKeys({ keys, onChange }: Props) {
  const [key, setKey] = useState('');
  const { busy, problem, act } = useAct();
  const add = async (): Promise<void> => {
    onChange(await call(api.addKey, { body: { key } }));
    setKey('');
  };
  const remove = (fingerprint: string) =>
    void act(async () => onChange(await call(api.removeKey, { body: { fingerprint } })));
  return (
    <section class="ssh-part">
      <h3>{words.ssh.keys}</h3>
      <p>{words.ssh.keysText}</p>
      {keys.length > 0 && (
        <>
          <ul class="ssh-keys" aria-label={words.ssh.keys}>
            {keys.map(({ fingerprint, type, comment }) => (
              <li key={fingerprint}>
                <span>
                  {comment || type} <code>{fingerprint}</code>
                </span>
                <IconButton
                  icon="bin"
                  name={words.ssh.removeKey(comment || fingerprint)}
                  onClick={() => remove(fingerprint)}
                />
              </li>
            ))}
          </ul>
          <p class="soft">{words.ssh.removesAll}</p>
        </>
      )}
      <form
        class="ssh-add"
        onSubmit={(event) => {
          event.preventDefault();
          void act(add);
        }}
      >
        <TextField
          label={words.ssh.key}
          help={words.ssh.keyHelp}
          value={key}
          onInput={setKey}
          wrong={problem?.fields.get('/key')}
          placeholder={KEY_EXAMPLE}
          autocomplete="off"
          mono
          required
        />
        <button type="submit" class="button" aria-disabled={busy}>
          {words.ssh.addKey}
        </button>
      </form>
      {problem && !problem.fields.has('/key') && <ProblemNote problem={problem} />}
    </section>
  );
}
