import { useState } from 'preact/hooks';
import { courses } from '../../shelf/state.ts';
import { TextField } from '../../ui/TextField.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { href } from '../../words/now.ts';
import { FormDialog } from '../FormDialog.tsx';
import { Select } from '../Select.tsx';
import { makeClass } from '../state/classes.ts';

/** Asks for a name, and for the course where there are several, makes the class and opens it. */
export function NewClass({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const all = courses.value ?? [];
  const [chosen, setCourse] = useState<string>();
  const course = chosen ?? all[0]?.name;
  const make = async (): Promise<void> => {
    const { id } = await makeClass(name.trim(), course);
    location.assign(href(`/desk/class/?id=${id}`));
  };
  return (
    <FormDialog
      heading={desk.home.newClass}
      does={desk.home.makeClass}
      acting={useAct()}
      onDo={make}
      onClose={onClose}
    >
      <TextField
        label={desk.home.className}
        placeholder={desk.home.classNameExample}
        value={name}
        onInput={setName}
        maxLength={80}
        required
        focus
      />
      {all.length > 1 && course !== undefined && (
        <>
          <Select
            label={desk.home.course}
            value={course}
            options={all.map((one) => ({ value: one.name, label: one.title, language: 'en' }))}
            onChange={setCourse}
          />
          <p class="soft small-text">{desk.home.courseForGood}</p>
        </>
      )}
    </FormDialog>
  );
}
