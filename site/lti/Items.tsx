import { useState } from 'preact/hooks';
import { lmsItems } from '../../protocol/api/lms.ts';
import { Check } from '../desk/Check.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useAct } from '../ui/use-act.ts';
import { call } from '../wire/api.ts';
import { desk } from '../words/desk-now.ts';
import { number } from '../words/format.ts';
import { CourseLinks } from './CourseLinks.tsx';
import { type Choices, type Entry, groupsOf, matching } from './entries.ts';
import { handOver } from './hand-over.ts';

interface Props {
  choices: Choices;
  /** null: the page was opened in another way than from an LMS. */
  ticket: string | null;
  /** Whether the LMS takes several links at once. */
  several: boolean;
  /** Whether the LMS takes columns of its gradebook with the links. */
  takesColumns: boolean;
}

/** Most entries that are seen at a glance. */
const FEW = 12;

/** Lets an instructor choose what a course of an LMS links to, and hands the links to the LMS. */
export function Items({ choices, ticket, several, takesColumns }: Props) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [text, setText] = useState('');
  const [columns, setColumns] = useState(takesColumns);
  const [isSent, setSent] = useState(false);
  const { busy, problem, act } = useAct();
  const words = desk.lms.items;
  const groups = groupsOf(choices);
  const all = groups.flatMap(([, entries]) => entries);
  const isLate = problem?.problem.type === '/problems/wrong-ticket';
  if (ticket === null || isLate) return <p role="alert">{ticket === null ? words.noTicket : words.late}</p>;
  if (isSent) return <p role="status">{words.sent}</p>;
  const choose = ({ key }: Entry, isChosen: boolean): void => {
    if (!several) setChosen([key]);
    else setChosen(isChosen ? [...chosen, key] : chosen.filter((one) => one !== key));
  };
  const add = async (): Promise<void> => {
    const items = all.filter(({ key }) => chosen.includes(key)).map(({ item }) => item);
    const { url, jwt } = await call(lmsItems, { body: { ticket, items, columns } });
    setSent(true);
    handOver(url, jwt);
  };
  const said = new URLSearchParams({
    ticket,
    ...(several && { several: '1' }),
    ...(takesColumns && { columns: '1' }),
  });
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen.length > 0) void act(add);
      }}
    >
      <CourseLinks said={`${said}`} />
      <p class="soft">{several ? words.textSeveral : words.text}</p>
      {all.length > FEW && (
        <input
          type="search"
          class="input"
          aria-label={words.search}
          placeholder={words.search}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.preventDefault();
          }}
        />
      )}
      {groups.map(([group, entries]) => {
        const found = matching(entries, text);
        return (
          found.length > 0 && (
            <fieldset key={group} class="field">
              <legend>{words.groups[group]}</legend>
              {several && found.length > 1 && (
                <button
                  type="button"
                  class="button small all"
                  onClick={() => setChosen([...new Set([...chosen, ...found.map(({ key }) => key)])])}
                >
                  {words.all[group]}
                </button>
              )}
              {found.map((entry) => (
                <Check
                  key={entry.key}
                  type={several ? 'checkbox' : 'radio'}
                  group="item"
                  checked={chosen.includes(entry.key)}
                  onChange={(isChosen) => choose(entry, isChosen)}
                >
                  <span lang="en">{entry.title}</span>
                  {entry.points > 0 && (
                    <span class="soft small-text"> {words.points(number(entry.points))}</span>
                  )}
                </Check>
              ))}
            </fieldset>
          )
        );
      })}
      {matching(all, text).length === 0 && <p class="soft">{words.nothing}</p>}
      <div class="lti-foot">
        {problem && <ProblemNote problem={problem} />}
        {takesColumns && (
          <Check checked={columns} onChange={setColumns}>
            {words.columns}
          </Check>
        )}
        <div class="with-note">
          <button type="submit" class="button primary" aria-disabled={busy} disabled={chosen.length === 0}>
            {words.add}
          </button>
          <span class="soft small-text" role="status">
            {words.chosen(chosen.length)}
          </span>
        </div>
      </div>
    </form>
  );
}
