import type { ClassView } from '../../protocol/class.ts';
import { words } from '../words/now.ts';

/** The announcement of a change of the class; undefined when there is nothing to say. */
export function newsOf(before: ClassView, now: ClassView): string | undefined {
  const { hand, messages, paused } = words.classroom;
  const known = new Set(before.messages.map(({ id }) => id));
  const fresh = now.messages.filter(({ id }) => !known.has(id)).toReversed();
  const said = fresh.map(({ from, text }) => messages.said(from, text));
  if (before.paused !== now.paused) said.push(now.paused ? `${paused.title}. ${paused.text}` : paused.over);
  if (before.hand && !now.hand) said.push(hand.lowered);
  return said.join(' ') || undefined;
}
