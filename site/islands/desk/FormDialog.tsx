import type { ComponentChildren } from 'preact';
import { ProblemNote } from '../ProblemNote.tsx';
import { Dialog } from './Dialog.tsx';
import { DialogButtons } from './DialogButtons.tsx';
import type { Acting } from './use-act.ts';

interface Props {
  heading: string;
  /** On the button that does it. */
  does: string;
  isDanger?: boolean;
  isReady?: boolean;
  acting: Acting;
  /** @throws ApiProblem, which is shown. When it is done the dialog closes. */
  onDo: () => Promise<unknown>;
  onClose: () => void;
  children: ComponentChildren;
}

/** A dialog that asks for something, does it with one button, and closes when that is done. */
export function FormDialog({
  heading,
  does,
  isDanger = false,
  isReady = true,
  acting,
  onDo,
  onClose,
  children,
}: Props) {
  const { busy, problem, act } = acting;
  return (
    <Dialog heading={heading} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void act(onDo).then((done) => done && onClose());
        }}
      >
        {children}
        {problem && <ProblemNote problem={problem} />}
        <DialogButtons does={does} isDanger={isDanger} isReady={isReady} busy={busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}
