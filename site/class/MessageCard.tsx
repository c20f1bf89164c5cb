import { CommandBlock } from '../terminal/CommandBlock.tsx';
import { shortMoment } from '../words/format.ts';
import { words } from '../words/now.ts';
import type { Notice } from './notices.ts';

/** Whether its command can be run: there is a terminal beside the lesson. */
const hasTerminal = () => document.getElementById('workbench') !== null;

interface Props {
  notice: Notice;
  /** Called when its command was run. */
  onRun?: () => void;
}

/** One message of an instructor, or one thing that they did. */
export function MessageCard({ notice, onRun }: Props) {
  const { from, text, command, toAll, at, isAct } = notice;
  const said = words.classroom.messages;
  return (
    <article class="message">
      <p class="message-head">
        <strong>{said.from(from)}</strong>{' '}
        <span>
          {isAct ? words.classroom.acts.title : toAll ? said.toAll : said.toYou},{' '}
          <time dateTime={at}>{shortMoment(at)}</time>
        </span>
      </p>
      <p class="message-text">{text}</p>
      {command && hasTerminal() && <CommandBlock command={command} runs={said.run} onRun={onRun} />}
      {command && !hasTerminal() && (
        <pre class="message-command">
          <code>{command}</code>
        </pre>
      )}
    </article>
  );
}
