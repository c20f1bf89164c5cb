import { useState } from 'preact/hooks';
import { makeClass } from '../../../state/desk/classes.ts';
import { desk } from '../../../words/desk-now.ts';
import { href } from '../../../words/now.ts';
import { TextField } from '../../TextField.tsx';
import { FormDialog } from '../FormDialog.tsx';
import { useAct } from '../use-act.ts';

/** Asks for a name, makes the class and opens it. */
export function NewClass({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const make = async (): Promise<void> => {
    const { id } = await makeClass(name.trim());
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
    </FormDialog>
  );
}
