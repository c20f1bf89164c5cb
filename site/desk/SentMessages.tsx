import { desk } from '../words/desk-now.ts';
import { timeOfDay } from '../words/format.ts';
import { sentMessages } from './state/help.ts';
import { useRemote } from './use-remote.ts';

/** Earlier messages to the class, newest first, folded away. */
export function SentMessages() {
  const { value: list = [] } = useRemote(sentMessages);
  if (list.length === 0) return null;
  return (
    <details class="fold">
      <summary>{desk.class.sentBefore(list.length)}</summary>
      <ul class="plain-list">
        {list.map(({ id, from, at, text, command, toAll, to }) => (
          <li key={id} class="sent-message">
            <span class="soft small-text">
              {timeOfDay(at)}, {from}, {toAll ? desk.class.toAll : to.join(', ')}
            </span>
            <span>{text}</span>
            {command && <code>{command}</code>}
          </li>
        ))}
      </ul>
    </details>
  );
}
