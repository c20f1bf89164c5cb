import { desk } from '../../words/desk-now.ts';
import { Check } from '../Check.tsx';
import type { SettingsPart } from './part.ts';

/** Whether learners may come to their lab hosts by ssh. */
export function SshFields({ settings, onChange }: SettingsPart) {
  return (
    <section class="settings-part">
      <h2>{desk.settings.ssh}</h2>
      <Check checked={settings.ssh} onChange={(ssh) => onChange({ ssh })}>
        {desk.settings.sshOn} <span class="soft">{desk.settings.sshText}</span>
      </Check>
    </section>
  );
}
