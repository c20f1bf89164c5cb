import { useState } from 'preact/hooks';
import type { Lms } from '../../../protocol/lms.ts';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { FormDialog } from '../FormDialog.tsx';
import { changeLms } from '../state/lms.ts';
import { EntryFields } from './EntryFields.tsx';
import { draftOf, entryOf } from './entry.ts';

interface Props {
  lms: Lms;
  onClose: () => void;
  onChanged: () => Promise<void>;
}

/** Changes how an LMS is connected. */
export function ChangeLms({ lms, onClose, onChanged }: Props) {
  const [draft, setDraft] = useState(draftOf(lms));
  const acting = useAct();
  const change = async (): Promise<void> => {
    await changeLms(lms.id, entryOf(draft));
    await onChanged();
  };
  return (
    <FormDialog
      heading={desk.lms.changeOf(lms.name)}
      does={desk.common.save}
      acting={acting}
      onDo={change}
      onClose={onClose}
    >
      <EntryFields
        draft={draft}
        onChange={(part) => setDraft((now) => ({ ...now, ...part }))}
        problem={acting.problem}
        opensAddresses
        help={desk.lms.whereToFind.other}
      />
    </FormDialog>
  );
}
