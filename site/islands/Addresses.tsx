import { useState } from 'preact/hooks';
import { copyText } from '../shell/clipboard.ts';

/** The host's addresses; a press copies one. */
export function Addresses({ list }: { list: readonly string[] }) {
  const [copied, setCopied] = useState<string>();
  const copy = async (address: string): Promise<void> => {
    if (!(await copyText(address))) return;
    setCopied(address);
    setTimeout(() => setCopied(undefined), 1_500);
  };
  return (
    <ul class="addresses" aria-label="Addresses of the lab host">
      {list.map((address) => (
        <li key={address}>
          <button type="button" title="Copy" onClick={() => void copy(address)}>
            <span class={copied === address ? 'address copied' : 'address'}>{address}</span>
            {copied === address && (
              <span class="copied-word" role="status">
                Copied
              </span>
            )}
            <span class="visually-hidden">, copy</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
