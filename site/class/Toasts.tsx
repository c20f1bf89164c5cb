import { useEffect, useRef } from 'preact/hooks';
import { isSheet } from '../shell/pane.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { words } from '../words/now.ts';
import { MessageCard } from './MessageCard.tsx';
import { MESSAGES_BUTTON } from './MessagesMenu.tsx';
import { markRead, unread } from './messages.ts';
import { usePlace } from './use-place.ts';

/** How many notices are shown. A narrow page has room for one. */
const most = () => (isSheet() ? 1 : 2);

/** Notices that were not put away yet, in a corner of the page or out of a verdict's way. Nothing here takes the focus. The class bar announces them. */
export function Toasts() {
  const list = unread.value;
  const said = words.classroom.messages;
  const place = useRef<HTMLElement>(null);
  const hasPressed = useRef(false);
  const at = usePlace(place, list.length);
  // The button that had the focus is gone with its message.
  useEffect(() => {
    if (!hasPressed.current) return;
    hasPressed.current = false;
    const next = place.current?.querySelector<HTMLElement>('.toast-close');
    (next ?? document.getElementById(MESSAGES_BUTTON))?.focus();
  }, [list.length]);
  if (list.length === 0) return null;
  const more = list.length - most();
  return (
    <section ref={place} class="toasts" data-at={at} aria-label={said.title}>
      <ul class="toast-list">
        {list.slice(0, most()).map((notice) => (
          <li key={notice.key} class="toast">
            <MessageCard notice={notice} onRun={() => markRead([notice.key])} />
            <IconButton
              icon="close"
              class="toast-close"
              name={said.dismiss(notice.from)}
              onClick={() => {
                hasPressed.current = true;
                markRead([notice.key]);
              }}
            />
          </li>
        ))}
        {more > 0 && <li class="toast-more">{said.more(more)}</li>}
      </ul>
    </section>
  );
}
