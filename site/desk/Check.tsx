import type { ComponentChildren } from 'preact';

interface Props {
  checked: boolean;
  onChange: (checked: boolean) => void;
  type?: 'checkbox' | 'radio';
  /** The group of a radio button. */
  group?: string;
  children: ComponentChildren;
}

/** A check box or radio button with its words. */
export function Check({ checked, onChange, type = 'checkbox', group, children }: Props) {
  return (
    <label class="check">
      <input
        type={type}
        name={group}
        checked={checked}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      <span>{children}</span>
    </label>
  );
}
