import type { ClassDetail } from '../../../protocol/desk/class.ts';
import type { RosterLearner } from '../../../protocol/desk/roster.ts';
import { desk } from '../../words/desk-now.ts';
import { DeskIcon } from '../DeskIcon.tsx';
import { Dialog } from '../Dialog.tsx';
import { QrCode } from '../QrCode.tsx';
import { ReachNote } from '../ReachNote.tsx';
import { joinAddress, joinLink, shortAddress } from '../state/join-address.ts';

interface Props {
  here: ClassDetail;
  learners: RosterLearner[];
  onClose: () => void;
}

/** A slip of paper for each learner, to cut out, with the address and the two codes. */
export function Slips({ here, learners, onClose }: Props) {
  return (
    <Dialog heading={desk.roster.slips} onClose={onClose} look="wide prints">
      <div class="part-head no-print">
        <p class="soft">{desk.roster.slipsText(learners.length)}</p>
        <button type="button" class="button primary" onClick={() => window.print()}>
          <DeskIcon sign="printer" /> {desk.common.print}
        </button>
        <ReachNote />
      </div>
      <ul class="slips">
        {learners.map(({ id, name, personalCode }) => (
          <li key={id} class="slip">
            <div>
              <strong class="slip-name">{name}</strong>
              <dl>
                <dt>{desk.roster.address}</dt>
                <dd>{shortAddress(joinAddress.value)}</dd>
                <dt>{desk.home.code}</dt>
                <dd>{here.code}</dd>
                <dt>{desk.learner.personalCode}</dt>
                <dd>{personalCode}</dd>
              </dl>
            </div>
            <QrCode text={joinLink(here.code)} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
