import { useEffect, useRef } from 'preact/hooks';
import type { ClassDetail } from '../../protocol/desk/class.ts';
import { Countdown } from '../ui/Countdown.tsx';
import { desk } from '../words/desk-now.ts';
import { DeskIcon } from './DeskIcon.tsx';
import { QrCode } from './QrCode.tsx';
import { ReachNote } from './ReachNote.tsx';
import { joinAddress, joinLink, shortAddress } from './state/join-address.ts';
import { rows } from './state/wall.ts';

/** A slide for the beamer with the address and the class code. It shows no names of learners. */
export function Projection({ here, onClose }: { here: ClassDetail; onClose: () => void }) {
  const slide = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = slide.current;
    shown?.showModal();
    // When the browser allows no full screen, the slide fills the window.
    void shown?.requestFullscreen?.().catch(() => {});
    const left = (): void => {
      if (!document.fullscreenElement) shown?.close();
    };
    document.addEventListener('fullscreenchange', left);
    return () => {
      document.removeEventListener('fullscreenchange', left);
      if (document.fullscreenElement === shown) void document.exitFullscreen();
      shown?.close();
    };
  }, []);
  return (
    <dialog ref={slide} class="projection" aria-label={desk.class.joinSlide} onClose={onClose}>
      <button
        type="button"
        class="quiet icon projection-close"
        aria-label={desk.common.close}
        onClick={() => slide.current?.close()}
      >
        <DeskIcon sign="close" />
      </button>
      <div class="projection-words">
        <p class="projection-name">{here.name}</p>
        <p class="projection-step">{desk.class.open}</p>
        <p class="projection-address">{shortAddress(joinAddress.value)}</p>
        <p class="projection-step">{desk.class.giveCode}</p>
        <p class="projection-code">{here.code}</p>
        <ReachNote />
        <p class="projection-count">
          {desk.class.joined(rows.value.length)}
          {here.live.timer && <Countdown timer={here.live.timer} />}
        </p>
      </div>
      <QrCode text={joinLink(here.code)} />
    </dialog>
  );
}
