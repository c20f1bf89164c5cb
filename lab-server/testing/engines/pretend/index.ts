// An engine in one folder, for a test that puts it beside the real ones: its hosts are folders of this very machine, without isolation.

import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { defineEngine } from '../contract.ts';
import { PretendEngine } from './engine.ts';
import { pretendTable } from './settings.ts';

export default defineEngine({
  name: 'pretend',
  summary: 'a folder of this machine for each',
  isShared: false,
  hostMemory: 8 * 2 ** 20,
  settings: pretendTable,
  packages: { bash: 'bash' },
  prerequisites: ({ made }) => [
    { name: 'Make-believe', needed: 'start', look: async () => ({ seen: `enough for ${made}` }) },
  ],
  async make({ folders, settings, step }) {
    await step('Make-believe', async () => 'begun');
    mkdirSync(folders.state, { recursive: true });
    return { engine: new PretendEngine(path.join(folders.state, 'pretend'), settings.PRETEND_GREETING) };
  },
  async endLeft({ state }) {
    const hosts = path.join(state, 'pretend');
    for (const id of existsSync(hosts) ? readdirSync(hosts) : [])
      rmSync(path.join(hosts, id), { recursive: true });
  },
});
