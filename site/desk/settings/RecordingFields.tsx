import { TextField } from '../../ui/TextField.tsx';
import { desk } from '../../words/desk-now.ts';
import { words } from '../../words/now.ts';
import { Check } from '../Check.tsx';
import type { SettingsPart } from './part.ts';

/** Fields that say whether terminals are recorded, and how long recordings are kept. */
export function RecordingFields({ settings, onChange }: SettingsPart) {
  const { recordings } = settings;
  return (
    <section class="settings-part">
      <h2>{words.recordings.title}</h2>
      <Check checked={recordings.on} onChange={(on) => onChange({ recordings: { ...recordings, on } })}>
        {desk.settings.record} <span class="soft">{desk.settings.recordText}</span>
      </Check>
      <TextField
        label={desk.settings.keepDays}
        type="number"
        min={1}
        max={3650}
        placeholder={desk.settings.forGood}
        value={recordings.keepDays === null ? '' : String(recordings.keepDays)}
        onInput={(text) =>
          onChange({ recordings: { ...recordings, keepDays: text === '' ? null : Number(text) } })
        }
      />
    </section>
  );
}
