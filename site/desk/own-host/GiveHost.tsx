import { useEffect, useState } from 'preact/hooks';
import type { InstructorHost } from '../../../protocol/desk/instructor-host.ts';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { FormDialog } from '../FormDialog.tsx';
import { Select } from '../Select.tsx';
import { notify } from '../state/notices.ts';
import { giveOwnHost, whoCanGetIt } from '../state/own-host.ts';
import { useRemote } from '../use-remote.ts';

/** Gives a learner of the host's class a copy of it, and says before what goes. */
export function GiveHost({ own }: { own: InstructorHost }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="button small" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {desk.hosts.mine.giveOpen}
      </button>
      {isOpen && <GiveDialog own={own} onClose={() => setOpen(false)} />}
    </>
  );
}

function GiveDialog({ own, onClose }: { own: InstructorHost; onClose: () => void }) {
  const said = desk.hosts.mine;
  const { id: group } = own.class;
  const learners = useRemote(() => whoCanGetIt(group), [group]).value ?? [];
  const [to, setTo] = useState('');
  useEffect(() => {
    if (to === '' && learners.some(({ id }) => id === own.learner.id)) setTo(own.learner.id);
  }, [learners]);
  const chosen = learners.find(({ id }) => id === to);
  const give = async (): Promise<void> => {
    if (!chosen) return;
    await giveOwnHost(group, chosen.id);
    notify({ text: said.given(chosen.name) });
  };
  return (
    <FormDialog
      heading={chosen ? said.giveTitle(chosen.name) : said.give}
      does={said.doGive}
      isDanger
      isReady={chosen !== undefined}
      acting={useAct()}
      onDo={give}
      onClose={onClose}
    >
      <Select
        label={said.giveTo}
        value={to}
        options={[
          { value: '', label: desk.hosts.choose },
          ...learners.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={setTo}
      />
      {chosen && <p>{said.giveText(chosen.name)}</p>}
    </FormDialog>
  );
}
