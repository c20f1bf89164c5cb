import { useEffect, useState } from 'preact/hooks';
import type { Hand } from '../../protocol/class.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useAct } from '../ui/use-act.ts';
import { timeOfDay } from '../words/format.ts';
import { words } from '../words/now.ts';
import { BarMenu } from './BarMenu.tsx';
import { lowerHand, raiseHand } from './state.ts';

/** Raises and lowers the learner's hand. The learner may say what it is about. */
export function HandMenu({ hand }: { hand: Hand | null }) {
  const said = words.classroom.hand;
  const [about, setAbout] = useState('');
  const { problem, act } = useAct();
  useEffect(() => setAbout(hand?.about ?? ''), [hand?.raisedAt, hand?.about]);
  const attempt = async (work: () => Promise<void>, close: () => void): Promise<void> => {
    if (await act(work)) close();
  };
  return (
    <BarMenu id="hand-button" icon="hand" label={hand ? said.isUp : said.raise} isOn={hand !== null}>
      {(close) => (
        <form
          class="hand-form"
          onSubmit={(event) => {
            event.preventDefault();
            void attempt(() => raiseHand(about), close);
          }}
        >
          {hand && <p>{said.upSince(timeOfDay(hand.raisedAt))}</p>}
          <div class="field">
            <label for="hand-about">{said.about}</label>
            <input
              id="hand-about"
              class="input"
              maxLength={200}
              autocomplete="off"
              value={about}
              aria-describedby="hand-help"
              onInput={({ currentTarget }) => setAbout(currentTarget.value)}
            />
            <span class="help" id="hand-help">
              {said.optional}
            </span>
          </div>
          {problem && <ProblemNote problem={problem} />}
          <div class="row">
            {hand && (
              <button type="button" class="button small" onClick={() => void attempt(lowerHand, close)}>
                {said.lower}
              </button>
            )}
            <button type="submit" class="button small primary">
              {hand ? said.save : said.raise}
            </button>
          </div>
        </form>
      )}
    </BarMenu>
  );
}
