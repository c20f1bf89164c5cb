import { words } from '../words/now.ts';
import type { Words } from '../words/type.ts';
import { Icon, type Sign } from './Icon.tsx';

interface Props {
  icon: Sign;
  name: string;
  /** The keys that do the same. */
  keys?: string;
  class?: string;
  onClick: () => void;
}

/** Keys as they are written on this language's keyboards. */
const written = (keys: string) =>
  keys.replace(
    /Ctrl|Shift|Enter|Escape/g,
    (key) => words.keys.written[key as keyof Words['keys']['written']],
  );

/** A button that shows only a sign. Its name is shown on hover and spoken by screen readers. */
export function IconButton({ icon, name, keys, class: more = '', onClick }: Props) {
  return (
    <button
      type="button"
      class={`quiet icon ${more}`}
      aria-label={name}
      aria-keyshortcuts={keys?.replace('Ctrl', 'Control')}
      title={keys ? `${name} (${written(keys)})` : name}
      onClick={onClick}
    >
      <Icon sign={icon} />
    </button>
  );
}
