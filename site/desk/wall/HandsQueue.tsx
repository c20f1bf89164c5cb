import { toTheMinute } from '../../shell/clock.ts';
import { desk } from '../../words/desk-now.ts';
import { DeskIcon } from '../DeskIcon.tsx';
import { minutesSince } from '../spans.ts';
import { lowerHand } from '../state/help.ts';
import { showLearner } from '../state/place.ts';
import { hands } from '../state/wall.ts';

/** The learners who ask for help, the longest waiting first. */
export function HandsQueue() {
  const list = hands.value;
  if (list.length === 0) return null;
  return (
    <section class="hands-queue" aria-labelledby="hands-title">
      <h2 id="hands-title">
        <DeskIcon sign="hand" /> {desk.class.hands(list.length)}
      </h2>
      <ol>
        {list.map(({ learner, name, hand }) => (
          <li key={learner}>
            <button type="button" class="hand-who" onClick={() => showLearner(learner)}>
              <strong>{name}</strong>
              {hand && (
                <span class="soft">{desk.wall.waits(minutesSince(hand.raisedAt, toTheMinute.value))}</span>
              )}
              {hand?.about && <span class="hand-about">{hand.about}</span>}
            </button>
            <button
              type="button"
              class="quiet icon"
              aria-label={desk.wall.lowerHandOf(name)}
              title={desk.wall.lowerHand}
              onClick={() => void lowerHand(learner).catch(() => {})}
            >
              <DeskIcon sign="close" />
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
