import { useEffect } from 'preact/hooks';
import { desk } from '../words/desk-now.ts';
import { size } from '../words/format.ts';
import { followMachine, machine } from './state/machine.ts';

/** Warns on every page of the desk when the machine has little left of something. */
export function MachineNote() {
  useEffect(followMachine, []);
  const { disk, hosts, workers = [], backup } = machine.value ?? {};
  const inTrouble = workers.filter(({ state }) => state === 'away' || state === 'lost');
  const next = hosts?.kept.hosts.filter(({ isNext, mine }) => isNext && mine) ?? [];
  return (
    <div role="alert">
      {disk && disk.free < disk.least && (
        <p class="problem machine-note">
          {desk.common.littleDisk(size(disk.free), size(disk.total), size(disk.least))}
        </p>
      )}
      {backup?.problem && <p class="problem machine-note">{desk.home.backupProblem(backup.problem)}</p>}
      {inTrouble.length > 0 && (
        <p class="problem machine-note">
          {desk.hosts.workersTrouble(inTrouble.map(({ name }) => name).join(', '))}
        </p>
      )}
      {next.length > 0 && (
        <p class="problem machine-note">
          {desk.hosts.nextOnes(next.map(({ name }) => name ?? desk.hosts.somebody).join(', '))}
        </p>
      )}
    </div>
  );
}
