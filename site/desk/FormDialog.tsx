import type { ComponentChildren } from 'preact';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import type { Acting } from '../ui/use-act.ts';
import { Dialog } from './Dialog.tsx';
import { DialogButtons } from './DialogButtons.tsx';

interface Props {
  heading: string;
  /** The word on the button that does it. */
  does: string;
  isDanger?: boolean;
  isReady?: boolean;
  acting: Acting;
  /** Does it; then the dialog closes. @throws ApiProblem, which is shown */
  onDo: () => Promise<unknown>;
  onClose: () => void;
  children: ComponentChildren;
}

/** A dialog with fields and one button that does something. It closes when that is done. */
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
