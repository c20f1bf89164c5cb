import { desk } from '../words/desk-now.ts';

interface Props {
  /** The word on the button that does it. */
  does: string;
  isDanger: boolean;
  isReady: boolean;
  busy: boolean;
  onClose: () => void;
}

/** The last row of a dialog's form: a button to cancel, and one to do it. */
export function DialogButtons({ does, isDanger, isReady, busy, onClose }: Props) {
  return (
    <div class="row dialog-foot">
      <button type="button" class="button" onClick={onClose}>
        {desk.common.cancel}
      </button>
      <button
        type="submit"
        class={isDanger ? 'button danger' : 'button primary'}
        aria-disabled={busy}
        disabled={!isReady}
      >
        {does}
      </button>
    </div>
  );
}
