import { useEffect, useId, useState } from 'preact/hooks';
import { EXTRA_UNUSED } from '../../../protocol/host-owner.ts';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { href } from '../../words/now.ts';
import { Check } from '../Check.tsx';
import { FormDialog } from '../FormDialog.tsx';
import { notify } from '../state/notices.ts';
import { giveOwnHost, kindInWords, loadOwnHost, makeOwnHost, ownHost } from '../state/own-host.ts';
import { classId } from '../state/place.ts';

type What = 'copy' | 'fresh' | 'give';

interface Props {
  learner: string;
  name: string;
  onClose: () => void;
}

/** Gets the instructor a host of their own after the learner's, or gives the learner the one that the instructor has. */
export function HostDialog({ learner, name, onClose }: Props) {
  const said = desk.hosts.mine;
  const [what, setWhat] = useState<What>('copy');
  const group = useId();
  useEffect(() => void loadOwnHost().catch(() => {}), []);
  const own = ownHost.value;
  const canGive = own?.class.id === classId.value && own.status.state === 'ready';
  const isGift = what === 'give' && canGive;
  const work = async (): Promise<void> => {
    if (isGift) {
      await giveOwnHost(classId.value, learner);
      notify({ text: said.given(name) });
      return;
    }
    await makeOwnHost(classId.value, learner, what === 'fresh' ? 'fresh' : 'copy');
    location.href = href('/desk/host/');
  };
  const choice = (one: What, label: string, text: string) => (
    <div>
      <Check type="radio" group={group} checked={what === one} onChange={() => setWhat(one)}>
        {label}
      </Check>
      <p class="soft choice-text">{text}</p>
    </div>
  );
  return (
    <FormDialog
      heading={said.dialog(name)}
      does={isGift ? said.doGive : said.open}
      isDanger={isGift}
      acting={useAct()}
      onDo={work}
      onClose={onClose}
    >
      <fieldset class="field">
        <legend>{said.what}</legend>
        {choice('copy', said.copy, said.copyText)}
        {choice('fresh', said.fresh, said.freshText)}
        {canGive && choice('give', said.give, said.giveText(name))}
      </fieldset>
      {own && !isGift && (
        <p>
          {said.replaces(kindInWords(own))} <a href={href('/desk/host/')}>{said.title}</a>
        </p>
      )}
      {isGift && own && <p>{said.about(kindInWords(own))}</p>}
      <p class="soft">{said.rules(EXTRA_UNUSED.instructors)}</p>
    </FormDialog>
  );
}
