import { useState } from 'preact/hooks';
import type { Lms } from '../../../protocol/lms.ts';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { shortMoment } from '../../words/format.ts';
import { FormDialog } from '../FormDialog.tsx';
import { disconnectLms } from '../state/lms.ts';
import { ChangeLms } from './ChangeLms.tsx';
import { TestDialog } from './TestDialog.tsx';

interface Props {
  list: readonly Lms[];
  onChanged: () => Promise<void>;
}

/** The LMSs that are connected, each with a test. */
export function LmsList({ list, onChanged }: Props) {
  return (
    <section class="settings-part" aria-labelledby="lms-try">
      <h2 id="lms-try">{desk.lms.stepTry}</h2>
      {list.length === 0 ? (
        <p class="soft">{desk.lms.noLms}</p>
      ) : (
        <ul class="plain-list">
          {list.map((lms) => (
            <OneLms key={lms.id} lms={lms} onChanged={onChanged} />
          ))}
        </ul>
      )}
    </section>
  );
}

function OneLms({ lms, onChanged }: { lms: Lms; onChanged: () => Promise<void> }) {
  const [open, setOpen] = useState<'test' | 'change' | 'disconnect'>();
  const acting = useAct();
  const { id, name, site, courses, cameAt } = lms;
  const close = (): void => setOpen(undefined);
  const disconnect = async (): Promise<void> => {
    await disconnectLms(id);
    await onChanged();
  };
  return (
    <li>
      <div class="lms-one">
        <strong>{name}</strong> <span class="soft">{site}</span>
        <p class="soft small-text">
          {desk.lms.courses(courses)},{' '}
          {cameAt === null ? desk.lms.nobodyCame : desk.lms.cameAt(shortMoment(cameAt))}
        </p>
      </div>
      <span class="row-tools">
        <button type="button" class="button small" onClick={() => setOpen('test')}>
          {desk.lms.test}
        </button>
        <button
          type="button"
          class="button small"
          aria-label={desk.lms.changeOf(name)}
          onClick={() => setOpen('change')}
        >
          {desk.lms.change}
        </button>
        <button
          type="button"
          class="button small"
          aria-label={desk.lms.disconnectOf(name)}
          onClick={() => setOpen('disconnect')}
        >
          {desk.lms.disconnect}
        </button>
      </span>
      {open === 'test' && <TestDialog lms={lms} onClose={close} />}
      {open === 'change' && <ChangeLms lms={lms} onClose={close} onChanged={onChanged} />}
      {open === 'disconnect' && (
        <FormDialog
          heading={desk.lms.disconnectOf(name)}
          does={desk.lms.disconnect}
          isDanger
          acting={acting}
          onDo={disconnect}
          onClose={close}
        >
          <p>{desk.lms.disconnectText(name)}</p>
        </FormDialog>
      )}
    </li>
  );
}
