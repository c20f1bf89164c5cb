import { timeOfDay } from '../words/format.ts';
import { words } from '../words/now.ts';
import { host, loadHost } from './state.ts';

/** Says that the host is parked or soon will be, and how to keep it or bring it back. */
export function ParkingNote() {
  const { state, parksAt, restsAt } = host.value ?? {};
  if (state === 'parked') {
    return (
      <div class="parking" role="status">
        <p>
          <strong>{words.host.parked}</strong> {words.host.parkedText}{' '}
          {restsAt !== undefined && words.rest.restsAt(timeOfDay(restsAt))}
        </p>
        <button type="button" class="button small" onClick={() => void loadHost().catch(() => {})}>
          {words.host.goOn}
        </button>
      </div>
    );
  }
  if (parksAt === undefined) return null;
  return (
    <div class="parking" role="status">
      <p>
        <strong>{words.host.parksAt(timeOfDay(parksAt))}</strong> {words.host.parksText}
      </p>
    </div>
  );
}
