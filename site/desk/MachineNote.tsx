import { useEffect } from 'preact/hooks';
import { desk } from '../words/desk-now.ts';
import { size } from '../words/format.ts';
import { followMachine, machine } from './state/machine.ts';

/** Warns on every page of the desk when the machine has little left of something. */
export function MachineNote() {
  useEffect(followMachine, []);
  const { disk } = machine.value ?? {};
  return (
    <div role="alert">
      {disk && disk.free < disk.least && (
        <p class="problem machine-note">
          {desk.common.littleDisk(size(disk.free), size(disk.total), size(disk.least))}
        </p>
      )}
    </div>
  );
}
