import { joinClass, me, takesPart } from '../learner/state.ts';
import { words } from '../words/now.ts';

/** The way into a class for a learner who studies alone. */
export function FromAlone() {
  if (!takesPart.value || me.value?.class) return null;
  return (
    <p class="from-alone">
      {words.join.alone}{' '}
      <button type="button" class="quiet join-code" onClick={joinClass}>
        {words.join.haveCode}
      </button>
    </p>
  );
}
