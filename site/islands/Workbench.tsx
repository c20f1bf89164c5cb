import { HostPanel } from './HostPanel.tsx';
import { SheetBar } from './SheetBar.tsx';
import { Terminals } from './Terminals.tsx';

/** Everything beside the lesson. */
export function Workbench() {
  return (
    <>
      <SheetBar />
      <div class="pane-body" id="pane-body">
        <HostPanel />
        <Terminals />
      </div>
    </>
  );
}
