// npm stop: stops the lab server of this folder in order, also one that was started in the background, by a script, or in another terminal.
import { commandFor } from '../setup/commands.ts';
import { folders } from '../setup/folders.ts';
import { stopRunning } from '../setup/stop-running.ts';

const stopped = await stopRunning(folders.state);
console.log(
  stopped
    ? `Stopped the lab server that ran as process ${stopped.pid}.`
    : `No lab server of this folder runs; ${commandFor('start')} starts one.`,
);
