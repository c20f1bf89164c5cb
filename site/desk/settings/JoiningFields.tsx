import { Joining } from '../../../protocol/class.ts';
import { desk } from '../../words/desk-now.ts';
import { Check } from '../Check.tsx';
import type { SettingsPart } from './part.ts';

/** Fields that say who may join with the class code. */
export function JoiningFields({ settings, onChange }: SettingsPart) {
  return (
    <fieldset class="field">
      <legend>{desk.settings.joining}</legend>
      {Joining.options.map((one) => (
        <Check
          key={one}
          type="radio"
          group="joining"
          checked={settings.joining === one}
          onChange={() => onChange({ joining: one })}
        >
          {desk.settings.joinings[one]}
        </Check>
      ))}
    </fieldset>
  );
}
