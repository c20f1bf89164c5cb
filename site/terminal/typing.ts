import { gapIn } from '../../protocol/gap.ts';

const LEFT = '\x1b[D';

/** The keys to type for a command. */
export function keysFor(command: string): string {
  const gap = gapIn(command);
  if (!gap) return `${command.replaceAll('\n', '\r')}\r`;
  const after = command.slice(gap.at + gap.text.length);
  return command.slice(0, gap.at) + after + LEFT.repeat(after.length);
}
