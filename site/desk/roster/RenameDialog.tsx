import { useState } from 'preact/hooks';
import type { RosterLearner } from '../../../protocol/desk/roster.ts';
import { TextField } from '../../ui/TextField.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { FormDialog } from '../FormDialog.tsx';
import { changeLearner } from '../state/roster.ts';

interface Props {
  entry: RosterLearner;
  onClose: () => void;
  onChanged: () => Promise<void>;
}

/** Changes the name or number of a learner. */
export function RenameDialog({ entry, onClose, onChanged }: Props) {
  const [name, setName] = useState(entry.name);
  const [externalId, setExternalId] = useState(entry.externalId ?? '');
  const acting = useAct();
  const rename = async (): Promise<void> => {
    await changeLearner(entry.id, { name: name.trim(), externalId: externalId.trim() || null });
    await onChanged();
  };
  return (
    <FormDialog
      heading={desk.roster.does.rename}
      does={desk.common.save}
      acting={acting}
      onDo={rename}
      onClose={onClose}
    >
      <TextField
        label={desk.wall.name}
        value={name}
        onInput={setName}
        maxLength={60}
        wrong={acting.problem?.fields.get('/name')}
        required
        focus
      />
      <TextField label={desk.roster.externalId} value={externalId} onInput={setExternalId} maxLength={60} />
    </FormDialog>
  );
}
