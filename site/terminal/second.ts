import { secondReady } from '../host/second.ts';
import { paneSize } from './run.ts';
import { openTab } from './state.ts';
import { viewSoon } from './views.ts';

/** Opens a terminal on the second host as soon as that is ready, and goes there; does nothing if it does not come up. @throws ApiProblem */
export async function openSecondTab(): Promise<void> {
  if (await secondReady()) (await viewSoon(await openTab(paneSize(), 'second'))).focus();
}
