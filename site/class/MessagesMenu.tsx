import { words } from '../words/now.ts';
import { BarMenu } from './BarMenu.tsx';
import { MessageCard } from './MessageCard.tsx';
import { markRead, notices, unread } from './messages.ts';

export const MESSAGES_BUTTON = 'messages-button';

/** What instructors wrote to the learner and did for them. Opening the menu marks it as read. */
export function MessagesMenu() {
  const said = words.classroom.messages;
  const list = notices.value;
  const count = unread.value.length;
  return (
    <BarMenu
      id={MESSAGES_BUTTON}
      icon="message"
      label={said.title}
      badge={count > 0 ? said.fresh(count) : undefined}
      onOpen={() => markRead(list.map(({ key }) => key))}
    >
      {() =>
        list.length === 0 ? (
          <p class="no-messages">{said.none}</p>
        ) : (
          <ul class="message-list">
            {list.map((notice) => (
              <li key={notice.key}>
                <MessageCard notice={notice} />
              </li>
            ))}
          </ul>
        )
      }
    </BarMenu>
  );
}
