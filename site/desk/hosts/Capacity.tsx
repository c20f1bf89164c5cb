import { useEffect, useState } from 'preact/hooks';
import { desk } from '../../words/desk-now.ts';
import { lookAtMachine, machine } from '../state/machine.ts';
import { HostsDialog } from './HostsDialog.tsx';

/**
 * How many lab hosts are in use and how many more there can be. A press says whose they are.
 * @param about changes when hosts came or went, as far as the page hears of it.
 */
export function Capacity({ about = 0 }: { about?: number }) {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => void lookAtMachine().catch(() => {}), [about, isOpen]);
  const { hosts, workers = [] } = machine.value ?? {};
  if (!hosts) return null;
  return (
    <>
      <button
        type="button"
        class={hosts.room === 0 ? 'button small hands' : 'button small'}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {desk.hosts.inUse(hosts.used.length, hosts.room)}
      </button>
      {isOpen && <HostsDialog hosts={hosts} workers={workers} onClose={() => setOpen(false)} />}
    </>
  );
}
