import { FilesButton } from '../files/FilesButton.tsx';
import { MapButton } from '../map/MapButton.tsx';
import { PreviewButton } from '../preview/PreviewButton.tsx';
import { SshButton } from '../ssh/SshButton.tsx';
import { words } from '../words/now.ts';
import { Addresses } from './Addresses.tsx';
import { HostState } from './HostState.tsx';
import { ResetHost } from './ResetHost.tsx';
import { SecondHost } from './SecondHost.tsx';
import { host, isBusy } from './state.ts';

/** The lab host above its terminal: its state, its addresses, and a way to reset it. */
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
          <SshButton />
        </>
      )}
      {status && <SecondHost />}
      {status && <ResetHost disabled={isBusy(status)} />}
      {(status?.state === 'ready' || status?.state === 'parked') && <Addresses list={status.addresses} />}
    </section>
  );
}
