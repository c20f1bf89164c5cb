import { useState } from 'preact/hooks';
import type { ClassSettings } from '../../../protocol/class.ts';
import type { ClassDetail } from '../../../protocol/desk/class.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { CourseSettings } from '../lms/CourseSettings.tsx';
import { changeClass, detail, loadClass } from '../state/class.ts';
import { notify } from '../state/notices.ts';
import { ClassMembers } from './ClassMembers.tsx';
import { ExamFields } from './ExamFields.tsx';
import { GradingFields } from './GradingFields.tsx';
import { JoiningFields } from './JoiningFields.tsx';
import { OpenFields } from './OpenFields.tsx';
import { RecordingFields } from './RecordingFields.tsx';
import { SshFields } from './SshFields.tsx';
import { WholeClass } from './WholeClass.tsx';

/** The settings of the class. One button saves all changes, and settings that others changed meanwhile stay. */
export function SettingsTab({ here }: { here: ClassDetail }) {
  const [newName, setName] = useState<string>();
  const [changes, setChanges] = useState<Partial<ClassSettings>>({});
  const { busy, problem, act } = useAct();
  const name = newName ?? here.name;
  const settings = { ...here.settings, ...changes };
  const isChanged = name !== here.name || JSON.stringify(settings) !== JSON.stringify(here.settings);
  const change = (part: Partial<ClassSettings>): void => setChanges((now) => ({ ...now, ...part }));
  const forget = (): void => {
    setName(undefined);
    setChanges({});
  };
  const save = async (): Promise<void> => {
    await loadClass();
    const newest = detail.value ?? here;
    await changeClass({
      name: (newName ?? newest.name).trim(),
      settings: { ...newest.settings, ...changes },
    });
    forget();
    notify({ text: desk.common.saved });
  };
  const parts = { settings, onChange: change, here };
  return (
    <div class="settings">
      <form
        class="settings-form"
        onSubmit={(event) => {
          event.preventDefault();
          void act(save);
        }}
      >
        <section class="settings-part">
          <h2>{desk.settings.class}</h2>
          <TextField
            label={desk.home.className}
            value={name}
            onInput={setName}
            maxLength={80}
            wrong={problem?.fields.get('/name')}
            required
          />
          <JoiningFields {...parts} />
        </section>
        <OpenFields {...parts} />
        <GradingFields {...parts} />
        <ExamFields {...parts} />
        <RecordingFields {...parts} />
        <SshFields {...parts} />
        <div class={isChanged ? 'save-bar changed' : 'save-bar'}>
          {problem && <ProblemNote problem={problem} />}
          <span role="status">{isChanged && desk.settings.unsaved}</span>
          <button type="button" class="button" disabled={!isChanged} onClick={forget}>
            {desk.settings.discard}
          </button>
          <button type="submit" class="button primary" aria-disabled={busy} disabled={!isChanged}>
            {desk.common.save}
          </button>
        </div>
      </form>
      <div class="settings-side">
        <ClassMembers here={here} />
        <CourseSettings here={here} />
        <WholeClass here={here} />
      </div>
    </div>
  );
}
