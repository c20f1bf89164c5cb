import type { Gradebook } from './contract.ts';
import { folderGradebook } from './folder.ts';

/** Every place that grades can be sent to. */
export function gradebooks(dataDir: string): Gradebook[] {
  return [folderGradebook(dataDir)];
}
