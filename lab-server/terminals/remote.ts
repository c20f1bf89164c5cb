import { connectWire } from '../wire/client.ts';
import { ipcChannel } from '../wire/ipc.ts';
import { handOverBy } from './hand-over.ts';
import type { TerminalKeeper } from './keeper.ts';
import { terminalsTable } from './methods.ts';

/**
 * The terminals as seen by the web server, which is a child of their process. The web server hands over the connections of WebSockets whole.
 * Input and output do not pass through the web server, so it may end and start anew meanwhile.
 * @param folder the web server's own.
 */
export function remoteKeeper(folder: string): TerminalKeeper {
  const gone = () => new Error("The terminals' process has ended.");
  const { call, tell, on } = connectWire(terminalsTable, ipcChannel(process), gone);
  return { ...call, ...tell, on, show: handOverBy(folder) };
}
