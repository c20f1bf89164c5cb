import { useState } from 'preact/hooks';
import type { RosterLearner } from '../../../protocol/desk/roster.ts';
import { TextField } from '../../ui/TextField.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { FormDialog } from '../FormDialog.tsx';
import { notify } from '../state/notices.ts';
import { eraseLearner } from '../state/roster.ts';

interface Props {
  entry: RosterLearner;
  onClose: () => void;
  onChanged: () => Promise<void>;
}

/** Erases everything of a learner. The name is typed again, so that nobody else is erased by mistake. */
export function EraseDialog({ entry, onClose, onChanged }: Props) {
  const [name, setName] = useState('');
  const erase = async (): Promise<void> => {
    const { attempts, recordings } = await eraseLearner(entry.id, name.trim());
    notify({ text: desk.roster.erased(entry.name, attempts, recordings) });
    await onChanged();
  };
  return (
    <FormDialog
      heading={desk.roster.does.erase}
      does={desk.roster.erase}
      isDanger
      isReady={name.trim() === entry.name}
      acting={useAct()}
      onDo={erase}
      onClose={onClose}
    >
      <p>{desk.roster.eraseText(entry.name)}</p>
      <TextField
        label={desk.roster.typeName(entry.name)}
        value={name}
        onInput={setName}
        autocomplete="off"
        required
        focus
      />
    </FormDialog>
  );
}
