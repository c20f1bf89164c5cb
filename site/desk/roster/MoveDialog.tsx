import { useEffect, useState } from 'preact/hooks';
import type { RosterLearner } from '../../../protocol/desk/roster.ts';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { FormDialog } from '../FormDialog.tsx';
import { Select } from '../Select.tsx';
import { classes, loadClasses } from '../state/classes.ts';
import { changeLearner } from '../state/roster.ts';

interface Props {
  entry: RosterLearner;
  /** The learner's present class. */
  from: string;
  onClose: () => void;
  onChanged: () => Promise<void>;
}

/** Moves a learner to another class, with everything they have done. */
export function MoveDialog({ entry, from, onClose, onChanged }: Props) {
  const [chosen, setChosen] = useState('');
  const loading = useAct();
  useEffect(() => void loading.act(loadClasses), []);
  const choices = (classes.value ?? []).filter(({ id, archivedAt }) => id !== from && archivedAt === null);
  const to = chosen || (choices[0]?.id ?? '');
  const move = async (): Promise<void> => {
    await changeLearner(entry.id, { class: to });
    await onChanged();
  };
  return (
    <FormDialog
      heading={desk.roster.does.move}
      does={desk.roster.move}
      isReady={to !== ''}
      acting={useAct()}
      onDo={move}
      onClose={onClose}
    >
      <p>{choices.length > 0 ? desk.roster.moveText(entry.name) : desk.roster.noOtherClass}</p>
      {choices.length > 0 && (
        <Select
          label={desk.class.title}
          value={to}
          options={choices.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setChosen}
        />
      )}
    </FormDialog>
  );
}
