import { useState } from 'preact/hooks';
import type { ClassDetail } from '../../../protocol/desk/class.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { desk } from '../../words/desk-now.ts';
import { DeskIcon } from '../DeskIcon.tsx';
import { RosterButtons } from '../lms/RosterButtons.tsx';
import { marksNews } from '../state/news.ts';
import { loadRoster } from '../state/roster.ts';
import { wall } from '../state/wall.ts';
import { useRemote } from '../use-remote.ts';
import { ImportDialog } from './ImportDialog.tsx';
import { RosterTable } from './RosterTable.tsx';
import { Slips } from './Slips.tsx';
import { WaitingList } from './WaitingList.tsx';

/** The members of the class: those who wait, those on the roster, those who take part. */
export function RosterTab({ here }: { here: ClassDetail }) {
  const { value: roster, problem, reload } = useRemote(loadRoster, [here, wall.value.size, marksNews.value]);
  const [text, setText] = useState('');
  const [open, setOpen] = useState<'import' | 'slips'>();
  const close = (): void => setOpen(undefined);
  if (!roster) return problem ? <ProblemNote problem={problem} /> : <p>{desk.common.loading}</p>;
  const present = roster.filter(({ state }) => state === 'active' || state === 'listed');
  const away = roster.filter(({ state }) => state === 'removed' || state === 'merged');
  const wanted = text.trim().toLocaleLowerCase();
  const found = present.filter(({ name, externalId, email, login, section }) =>
    [name, externalId, email, login, section].join(' ').toLocaleLowerCase().includes(wanted),
  );
  return (
    <div class="roster">
      <WaitingList waiting={roster.filter(({ state }) => state === 'waiting')} onChanged={reload} />
      <div class="wall-tools">
        <input
          type="search"
          class="input compact"
          aria-label={desk.wall.search}
          placeholder={desk.wall.search}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
        <span class="soft small-text">{desk.wall.count(found.length, present.length)}</span>
        <span class="tools-end">
          <RosterButtons here={here} onChanged={reload} />
          <button type="button" class="button small" onClick={() => setOpen('import')}>
            <DeskIcon sign="people" /> {desk.roster.import}
          </button>
          <button
            type="button"
            class="button small"
            disabled={present.length === 0}
            onClick={() => setOpen('slips')}
          >
            <DeskIcon sign="printer" /> {desk.roster.slips}
          </button>
        </span>
      </div>
      {present.length === 0 ? (
        <p class="empty-note">{desk.roster.nobody(here.code)}</p>
      ) : (
        <RosterTable list={found} all={roster} here={here} onChanged={reload} />
      )}
      {away.length > 0 && (
        <details class="fold">
          <summary>{desk.roster.away(away.length)}</summary>
          <RosterTable list={away} all={roster} here={here} onChanged={reload} />
        </details>
      )}
      {open === 'import' && <ImportDialog onClose={close} onChanged={reload} />}
      {open === 'slips' && <Slips here={here} learners={present} onClose={close} />}
    </div>
  );
}
