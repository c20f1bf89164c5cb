import { useState } from 'preact/hooks';
import type { Timer } from '../../protocol/class.ts';
import { Countdown } from '../ui/Countdown.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useAct } from '../ui/use-act.ts';
import { desk } from '../words/desk-now.ts';
import { DeskIcon } from './DeskIcon.tsx';
import { Dialog } from './Dialog.tsx';
import { changeLive } from './state/class.ts';

const PROPOSED = [5, 10, 15, 20, 30, 45];
const MORE = 5;

/** The class's timer: sets it, extends it, ends it. */
export function TimerControl({ timer }: { timer: Timer | null }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        class={timer ? 'button small running' : 'button small'}
        onClick={() => setOpen(true)}
      >
        <DeskIcon sign="clock" />
        {timer ? <Countdown timer={timer} /> : desk.class.timer}
      </button>
      {isOpen && <TimerDialog timer={timer} onClose={() => setOpen(false)} />}
    </>
  );
}

function TimerDialog({ timer, onClose }: { timer: Timer | null; onClose: () => void }) {
  const [minutes, setMinutes] = useState('10');
  const [label, setLabel] = useState('');
  const { busy, problem, act } = useAct();
  const change = (work: Parameters<typeof changeLive>[0]): void => {
    void act(() => changeLive(work)).then((done) => done && onClose());
  };
  return (
    <Dialog heading={desk.class.timer} onClose={onClose}>
      {timer && (
        <div class="timer-now">
          <Countdown timer={timer} />
          <button type="button" class="button" onClick={() => change({ extend: MORE * 60 })}>
            {desk.class.moreMinutes(MORE)}
          </button>
          <button type="button" class="button" onClick={() => change({ timer: null })}>
            {desk.class.endTimer}
          </button>
        </div>
      )}
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          change({ timer: { label: label.trim(), seconds: Math.round(Number(minutes) * 60) } });
        }}
      >
        <TextField
          label={desk.class.minutes}
          type="number"
          min={1}
          max={1440}
          value={minutes}
          onInput={setMinutes}
          required
          focus
        />
        <div class="proposals">
          {PROPOSED.map((one) => (
            <button
              key={one}
              type="button"
              class="button small"
              aria-label={desk.class.minutesOf(one)}
              onClick={() => setMinutes(String(one))}
            >
              {one}
            </button>
          ))}
        </div>
        <TextField
          label={desk.class.timerLabel}
          placeholder={desk.class.timerExample}
          value={label}
          onInput={setLabel}
          maxLength={80}
        />
        {problem && <ProblemNote problem={problem} />}
        <div class="row">
          <button type="submit" class="button primary" aria-disabled={busy}>
            {timer ? desk.class.setAnew : desk.class.startTimer}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
