import type { RefObject } from 'preact';
import { words } from '../words/now.ts';

interface Props {
  dialog: RefObject<HTMLDialogElement | null>;
  /** The id of the exercise. */
  id: string;
  /** The number of the hint, counted from 1. */
  number: number;
  /** In points. */
  cost: number;
  onOpen: () => void;
}

/** The question before a hint that costs something. */
export function HintQuestion({ dialog, id, number, cost, onOpen }: Props) {
  const title = `${id}-hint-question`;
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby={title}>
      <h2 id={title}>{words.exercise.hintQuestion(number)}</h2>
      <p>{words.exercise.hintPrice(cost)}</p>
      <div class="row">
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          {words.exercise.noHint}
        </button>
        <button type="button" class="button primary" onClick={onOpen}>
          {words.exercise.yesHint(cost)}
        </button>
      </div>
    </dialog>
  );
}
