import { useState } from 'preact/hooks';
import type { ClassDetail } from '../../../protocol/desk/class.ts';
import type { AuditEntry } from '../../../protocol/desk/grades.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { dayAndTime } from '../../words/format.ts';
import { chaptersOf } from '../chapters.ts';
import { loadAudit } from '../state/grades.ts';
import { auditNews } from '../state/news.ts';
import { TableBox } from '../TableBox.tsx';
import { useRemote } from '../use-remote.ts';
import { Change } from './Change.tsx';
import { actionInWords, doerInWords } from './in-words.ts';

/** How many entries the lab server sends at a time. */
const PAGE = 100;

/** The changes, each with the person who made it, newest first. */
export function AuditTab({ here }: { here: ClassDetail }) {
  const { value: latest, problem } = useRemote(() => loadAudit(), [auditNews.value]);
  // What is read stays where it is until newer entries are asked for.
  const [newest, setNewest] = useState<AuditEntry[]>();
  const [older, setOlder] = useState<AuditEntry[]>([]);
  const [isAll, setAll] = useState(false);
  const { busy, problem: failed, act } = useAct();
  const hasSome = newest !== undefined && newest.length > 0;
  if (latest && !hasSome && latest !== newest) setNewest(latest);
  if (!latest || !newest) return problem ? <ProblemNote problem={problem} /> : <p>{desk.common.loading}</p>;
  const entries = [...newest, ...older];
  const fresh = latest.filter(({ id }) => id > (newest[0]?.id ?? 0)).length;
  const showFresh = (): void => {
    setOlder([]);
    setAll(false);
    setNewest(latest);
  };
  const titles = {
    exercises: new Map(here.exercises.map(({ id, number, title }) => [id, `${number}. ${title}`])),
    chapters: new Map(chaptersOf(here).map(({ slug, title }) => [slug, title])),
  };
  const more = async (): Promise<void> => {
    const next = await loadAudit(entries.at(-1)?.id);
    setOlder((now) => [...now, ...next]);
    setAll(next.length < PAGE);
  };
  if (entries.length === 0) return <p class="empty-note">{desk.audit.nothing}</p>;
  return (
    <div class="audit">
      <div class="audit-fresh" role="status">
        {fresh === 0 ? (
          <span class="soft">{desk.audit.upToDate}</span>
        ) : (
          <button type="button" class="button small primary" onClick={showFresh}>
            {desk.audit.fresh(fresh)}
          </button>
        )}
      </div>
      <TableBox label={desk.class.tabs.audit} fits>
        <table class="desk-table">
          <thead>
            <tr>
              <th scope="col">{desk.audit.when}</th>
              <th scope="col">{desk.audit.by}</th>
              <th scope="col">{desk.audit.what}</th>
              <th scope="col">{desk.audit.learner}</th>
              <th scope="col">{desk.audit.change}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.id}>
                <td class="entry-when soft">
                  <time dateTime={entry.at}>{dayAndTime(entry.at)}</time>
                </td>
                <td class="entry-by" data-label={desk.audit.by}>
                  {doerInWords(entry.by)}
                </td>
                <td class="entry-what">{actionInWords(entry.action)}</td>
                <td
                  class={entry.learner === null ? 'entry-nobody' : 'entry-learner'}
                  data-label={desk.audit.learner}
                >
                  {entry.learner === null ? '–' : doerInWords(entry.learner)}
                </td>
                <td class="entry-change">
                  <Change entry={entry} titles={titles} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
      {failed && <ProblemNote problem={failed} />}
      {!isAll && newest.length >= PAGE && (
        <button type="button" class="button" aria-disabled={busy} onClick={() => void act(more)}>
          {desk.audit.older}
        </button>
      )}
    </div>
  );
}
