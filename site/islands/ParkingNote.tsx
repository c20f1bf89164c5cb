import { host, loadHost } from '../state/host.ts';

/** Says that the host is parked or is about to be, and how it stays or comes back. */
export function ParkingNote() {
  const { state, parksAt } = host.value ?? {};
  if (state === 'parked') {
    return (
      <div class="parking" role="status">
        <p>
          <strong>Your lab host is parked.</strong> Nobody used it for a while, so it is held still. Nothing
          on it is lost: type into the terminal and it goes on where it was.
        </p>
        <button type="button" class="button small" onClick={() => void loadHost().catch(() => {})}>
          Go on
        </button>
      </div>
    );
  }
  if (parksAt === undefined) return null;
  const time = new Date(parksAt).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  return (
    <div class="parking" role="status">
      <p>
        <strong>At {time} your lab host is parked,</strong> since nobody uses it. Nothing on it is lost. Type
        into the terminal to keep it running.
      </p>
    </div>
  );
}
