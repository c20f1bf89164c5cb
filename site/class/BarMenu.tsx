import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { watchMenu } from '../shell/menu.ts';
import { Icon, type Sign } from '../ui/Icon.tsx';

interface Props {
  /** The label of its button. */
  id: string;
  icon: Sign;
  label: string;
  /** Shown beside the label. */
  badge?: string | undefined;
  /** Whether the thing that it stands for is on just now. */
  isOn?: boolean;
  onOpen?: () => void;
  /** @param close closes the sheet, and gives the focus back to its button. */
  children: (close: () => void) => ComponentChildren;
}

/** A button of the class bar with a sheet below it. */
export function BarMenu({ id, icon, label, badge, isOn = false, onOpen, children }: Props) {
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => (menu.current ? watchMenu(menu.current) : undefined), []);
  const close = (): void => {
    if (!menu.current) return;
    menu.current.open = false;
    menu.current.querySelector('summary')?.focus();
  };
  return (
    <details
      ref={menu}
      class="bar-menu"
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) onOpen?.();
      }}
    >
      <summary id={id} class={isOn ? 'button small is-on' : 'button small'}>
        <Icon sign={icon} />
        <span class="bar-word">{label}</span>
        {badge && <span class="bar-badge">{badge}</span>}
      </summary>
      <div class="bar-sheet sheet-box">{children(close)}</div>
    </details>
  );
}
