import { me } from '../state/learner.ts';
import { number } from '../words/format.ts';
import { href, words } from '../words/now.ts';

/** The learner in the header: points so far, and the name. */
export function Learner() {
  const learner = me.value;
  if (!learner) return null;
  const { earned, possible } = learner.points;
  const said = words.header.points(earned, possible);
  return (
    <a class="tool learner-link" href={href('/exercises/')} title={said}>
      <span class="learner-points">
        <span aria-hidden="true">
          {number(earned)}/{number(possible)}
        </span>
        <span class="visually-hidden">{said}</span>
      </span>
      <span class="learner-name">{learner.name}</span>
    </a>
  );
}
