import { useState } from 'preact/hooks';
import type { RosterLearner } from '../../../protocol/desk/roster.ts';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { FormDialog } from '../FormDialog.tsx';
import { Select } from '../Select.tsx';
import { mergeLearner } from '../state/roster.ts';

interface Props {
  entry: RosterLearner;
  others: RosterLearner[];
  onClose: () => void;
  onChanged: () => Promise<void>;
}

/** Merges a learner who joined twice into one. */
export function MergeDialog({ entry, others, onClose, onChanged }: Props) {
  const choices = others.filter(({ state }) => state === 'active' || state === 'listed');
  const [into, setInto] = useState(choices[0]?.id ?? '');
  const merge = async (): Promise<void> => {
    await mergeLearner(entry.id, into);
    await onChanged();
  };
  return (
    <FormDialog
      heading={desk.roster.does.merge}
      does={desk.roster.merge}
      isDanger
      isReady={into !== ''}
      acting={useAct()}
      onDo={merge}
      onClose={onClose}
    >
      <p>{desk.roster.mergeText(entry.name)}</p>
      <Select
        label={desk.roster.into}
        value={into}
        options={choices.map(({ id, name, personalCode }) => ({
          value: id,
          label: `${name} (${personalCode})`,
        }))}
        onChange={setInto}
      />
    </FormDialog>
  );
}
