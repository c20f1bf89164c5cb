import type { Signal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { WallRow } from '../../../protocol/desk/wall.ts';
import { desk } from '../../words/desk-now.ts';
import { DeskIcon } from '../DeskIcon.tsx';
import { detail } from '../state/class.ts';
import { showLearner } from '../state/place.ts';
import { screenOf } from '../state/screens.ts';
import { select, selected } from '../state/wall-view.ts';
import { ScreenText } from './ScreenText.tsx';

/** One learner's screen. Its text is drawn only while the card is in view. */
export function ScreenCard({ row }: { row: Signal<WallRow> }) {
  const { learner, name, online, hand, points, on, doing } = row.value;
  const present = detail.value?.exercises.find(({ id }) => id === on);
  const card = useRef<HTMLLIElement>(null);
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    if (!card.current) return;
    const observer = new IntersectionObserver(([entry]) => setSeen(entry?.isIntersecting === true), {
      rootMargin: '100px',
    });
    observer.observe(card.current);
    return () => observer.disconnect();
  }, []);
  return (
    <li ref={card} class={selected.value.has(learner) ? 'screen-card is-selected' : 'screen-card'}>
      <div class="screen-head">
        <input
          type="checkbox"
          aria-label={desk.wall.select(name)}
          checked={selected.value.has(learner)}
          onChange={({ currentTarget }) => select([learner], currentTarget.checked)}
        />
        <button type="button" class="wall-name" onClick={() => showLearner(learner)}>
          <span class={online ? 'dot good' : 'dot'} aria-hidden="true" />
          <span class="name-text">{name}</span>
          {!online && <span class="visually-hidden"> {desk.wall.offline}</span>}
        </button>
        {hand && (
          <span class="badge warm">
            <DeskIcon sign="hand" />
            <span class="visually-hidden">{desk.wall.handUp}</span>
          </span>
        )}
        {present && (
          <span class="soft small-text screen-on" lang="en" title={present.title}>
            {present.number}. {present.title}
          </span>
        )}
        <span class="soft small-text">{desk.wall.shortPoints(points.earned)}</span>
      </div>
      {/* The button above opens the same: keys need no second way. */}
      <div class="screen-box" aria-hidden="true" onClick={() => showLearner(learner)}>
        {isSeen && <ScreenText screen={screenOf(learner)} />}
      </div>
      {doing && (
        <p class="doing" lang="en">
          {doing}
        </p>
      )}
    </li>
  );
}
