import { minutesSince } from '../../../desk/spans.ts';
import { toTheMinute } from '../../../state/clock.ts';
import { lowerHand } from '../../../state/desk/help.ts';
import { showLearner } from '../../../state/desk/place.ts';
import { hands } from '../../../state/desk/wall.ts';
import { desk } from '../../../words/desk-now.ts';
import { DeskIcon } from '../DeskIcon.tsx';

/** Who asks for help, who waits longest first. */
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
