import { desk } from '../../words/desk-now.ts';
import { inWords } from '../../words/format.ts';
import { href } from '../../words/now.ts';
import { loadLms } from '../state/lms.ts';
import { useRemote } from '../use-remote.ts';

/** Says which LMSs are connected, for the operator, and leads to where one is. */
export function LmsCard() {
  const { value: known } = useRemote(loadLms);
  if (!known) return null;
  const names = known.lms.map(({ name }) => name);
  return (
    <section class="side-card" aria-labelledby="lms-title">
      <h2 id="lms-title">{desk.lms.card}</h2>
      <p class="network-state">
        <span class={names.length > 0 ? 'dot good' : 'dot'} aria-hidden="true" />
        <span>{names.length > 0 ? desk.lms.connectedAre(inWords(names)) : desk.lms.noneConnected}</span>
      </p>
      <a class="button" href={href('/desk/lms/')}>
        {names.length > 0 ? desk.lms.manage : desk.lms.connect}
      </a>
    </section>
  );
}
