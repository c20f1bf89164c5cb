import { words } from '../words/now.ts';
import { BarMenu } from './BarMenu.tsx';
import { MessageCard } from './MessageCard.tsx';
import { markRead, messages, unread } from './messages.ts';

export const MESSAGES_BUTTON = 'messages-button';

/** The last twenty messages to the learner. Opening the menu marks them as read. */
export function MessagesMenu() {
  const said = words.classroom.messages;
  const list = messages.value;
  const count = unread.value.length;
  return (
    <BarMenu
      id={MESSAGES_BUTTON}
      icon="message"
      label={said.title}
      badge={count > 0 ? said.fresh(count) : undefined}
      onOpen={() => markRead(list.map(({ id }) => id))}
    >
      {() =>
        list.length === 0 ? (
          <p class="no-messages">{said.none}</p>
        ) : (
          <ul class="message-list">
            {list.map((message) => (
              <li key={message.id}>
                <MessageCard message={message} />
              </li>
            ))}
          </ul>
        )
      }
    </BarMenu>
  );
}
