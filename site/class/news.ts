import type { ClassView } from '../../protocol/class.ts';
import { words } from '../words/now.ts';
import { noticesOf } from './notices.ts';

/** The announcement of a change of the class; undefined when there is nothing to say. */
export function newsOf(before: ClassView, now: ClassView): string | undefined {
  const { acts, hand, messages, paused } = words.classroom;
  const known = new Set(noticesOf(before).map(({ key }) => key));
  const fresh = noticesOf(now)
    .filter(({ key }) => !known.has(key))
    .toReversed();
  const said = fresh.map(({ from, text, isAct }) => (isAct ? acts : messages).said(from, text));
  if (before.paused !== now.paused) said.push(now.paused ? `${paused.title}. ${paused.text}` : paused.over);
  if (before.hand && !now.hand) said.push(hand.lowered);
  return said.join(' ') || undefined;
}
