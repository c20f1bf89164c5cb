import { useState } from 'preact/hooks';
import { TextField } from '../../ui/TextField.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { href } from '../../words/now.ts';
import { FormDialog } from '../FormDialog.tsx';
import { makeClass } from '../state/classes.ts';

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
