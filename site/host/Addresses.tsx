import { useCopied } from '../ui/use-copied.ts';
import { words } from '../words/now.ts';

/** The host's addresses; a press copies one. */
export function Addresses({ list }: { list: readonly string[] }) {
  const { copied, copy } = useCopied();
  return (
    <ul class="addresses" aria-label={words.host.addresses}>
      {list.map((address) => (
        <li key={address}>
          <button type="button" title={words.host.copy} onClick={() => void copy(address)}>
            <span class={copied === address ? 'address copied' : 'address'}>{address}</span>
            {copied === address && (
              <span class="copied-word" role="status">
                {words.host.copied}
              </span>
            )}
            <span class="visually-hidden">{words.host.copyThis}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
