import { host, isBusy } from '../state/host.ts';
import { words } from '../words/now.ts';
import { Addresses } from './Addresses.tsx';
import { FilesButton } from './files/FilesButton.tsx';
import { HostState } from './HostState.tsx';
import { MapButton } from './map/MapButton.tsx';
import { PreviewButton } from './preview/PreviewButton.tsx';
import { ResetHost } from './ResetHost.tsx';

/** The lab host above its terminal: how it is, where it is, and a way to have it fresh. */
export function HostPanel() {
  const status = host.value;
  return (
    <section class="host-panel" aria-label={words.host.title}>
      <HostState />
      {status && (
        <>
          <MapButton />
          <PreviewButton />
          <FilesButton />
        </>
      )}
      {status && <ResetHost disabled={isBusy(status)} />}
      {(status?.state === 'ready' || status?.state === 'parked') && <Addresses list={status.addresses} />}
    </section>
  );
}
