import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { CopyText } from '../CopyText.tsx';
import { loadNetwork, openNetwork } from '../state/instructors.ts';
import { useRemote } from '../use-remote.ts';

/** Shows whether other machines reach this lab server, and at which addresses. */
export function NetworkCard() {
  const { value: network, problem, set } = useRemote(loadNetwork);
  const change = useAct();
  if (!network) return problem ? <ProblemNote problem={problem} /> : null;
  const { open, fixed, addresses, inContainer } = network;
  const isReached = addresses.length > 0;
  return (
    <section class="side-card" aria-labelledby="network-title">
      <h2 id="network-title">{desk.home.network}</h2>
      <p class="network-state" role="status">
        <span class={open ? 'dot good' : 'dot'} aria-hidden="true" />
        {open ? (isReached ? desk.home.isOpen : desk.home.isOpenOnly) : desk.home.isClosed}
      </p>
      {open && !isReached && (
        <p class="soft small-text">{desk.class.unreached[inContainer ? 'in-container' : 'no-network']}</p>
      )}
      {open && isReached && (
        <ul class="copy-list">
          {addresses.map((address) => (
            <li key={address}>
              <CopyText text={address} />
            </li>
          ))}
        </ul>
      )}
      {open && addresses.some((address) => address.startsWith('http:')) && (
        <p class="soft small-text">{desk.home.plainHttp}</p>
      )}
      {change.problem && <ProblemNote problem={change.problem} />}
      {fixed ? (
        <p class="soft small-text">{desk.home.networkFixed}</p>
      ) : (
        <button
          type="button"
          class={open ? 'button' : 'button primary'}
          aria-disabled={change.busy}
          onClick={() => void change.act(async () => set(await openNetwork(!open)))}
        >
          {open ? desk.home.closeNetwork : desk.home.openNetwork}
        </button>
      )}
    </section>
  );
}
