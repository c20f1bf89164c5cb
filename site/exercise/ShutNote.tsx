import type { Gate } from '../class/gate.ts';
import { classView } from '../class/state.ts';
import { shortMoment } from '../words/format.ts';
import { words } from '../words/now.ts';

/** Says why an exercise takes no answer just now, in place of its form. */
export function ShutNote({ gate }: { gate: Exclude<Gate, 'open'> }) {
  const { from, until } = classView.value?.exam ?? { from: '', until: '' };
  const said = words.exercise;
  const text = {
    closed: () => said.closedText,
    'before-exam': () => said.examBefore(shortMoment(from)),
    'after-exam': () => said.examAfter(shortMoment(until)),
    'none-left': () => said.noneLeft,
    'other-host': () => said.otherHost,
  }[gate]();
  return (
    <p class="shut-note" role="status">
      {text}
    </p>
  );
}
