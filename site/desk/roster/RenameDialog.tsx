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

/** Changes the name of a learner, and what the school's list says of them. */
export function RenameDialog({ entry, onClose, onChanged }: Props) {
  const [name, setName] = useState(entry.name);
  const [school, setSchool] = useState(schoolOf(entry));
  const acting = useAct();
  const rename = async (): Promise<void> => {
    const details = Object.entries(school).map(([key, value]) => [key, value.trim() || null]);
    await changeLearner(entry.id, { name: name.trim(), ...Object.fromEntries(details) });
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
      {DETAILS.map(([key, maxLength]) => (
        <TextField
          key={key}
          label={desk.roster.uses[key]}
          value={school[key]}
          onInput={(value) => setSchool({ ...school, [key]: value })}
          maxLength={maxLength}
          wrong={acting.problem?.fields.get(`/${key}`)}
        />
      ))}
    </FormDialog>
  );
}

/** The details that can be changed here, with their greatest length. */
const DETAILS = [
  ['externalId', 60],
  ['email', 200],
  ['login', 200],
  ['section', 200],
] as const;

const schoolOf = ({ externalId, email, login, section }: RosterLearner) => ({
  externalId: externalId ?? '',
  email: email ?? '',
  login: login ?? '',
  section: section ?? '',
});
