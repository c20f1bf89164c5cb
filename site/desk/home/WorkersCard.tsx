import { desk } from '../../words/desk-now.ts';
import { WorkersNow } from '../hosts/WorkersNow.tsx';
import { machine } from '../state/machine.ts';

/** The machines that make lab hosts, for the operator. Nothing if the lab server's own machine makes them. */
export function WorkersCard() {
  const { workers = [] } = machine.value ?? {};
  if (workers.length === 0) return null;
  return (
    <section class="side-card" aria-labelledby="workers-title">
      <h2 id="workers-title">{desk.hosts.workers}</h2>
      <WorkersNow workers={workers} />
    </section>
  );
}
