import { desk } from '../../words/desk-now.ts';
import { dayAndTime } from '../../words/format.ts';
import { machine } from '../state/machine.ts';

/** The copies that are made of what the lab server keeps, for the operator. Nothing if none are made. */
export function BackupCard() {
  const { backup } = machine.value ?? {};
  if (!backup) return null;
  const { to, at, problem } = backup;
  return (
    <section class="side-card" aria-labelledby="backup-title">
      <h2 id="backup-title">{desk.home.backup}</h2>
      <p class="network-state">
        <span class={problem === null && at !== null ? 'dot good' : 'dot'} aria-hidden="true" />
        <span>
          {desk.home.backupTo(to)} {at === null ? desk.home.backupNone : desk.home.backupAt(dayAndTime(at))}
        </span>
      </p>
    </section>
  );
}
