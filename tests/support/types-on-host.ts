import { expect, vi } from 'vitest';
import * as api from '../../protocol/api/index.ts';
import type { ApiClient } from './client.ts';
import { TerminalWindow } from './window.ts';

/** Waits until a window shows a text. */
export const shows = (window: TerminalWindow, text: string): Promise<void> =>
  vi.waitFor(() => expect(window.text).toContain(text), 60_000);

/** Opens a terminal once the learner's host is there, types a command line, and waits for what it prints. */
export async function typesOnHost(learner: ApiClient, line: string, shown: string): Promise<void> {
  await vi.waitFor(async () => {
    expect((await learner.call(api.host.status)).body.state).toBe('ready');
  }, 60_000);
  const window = await TerminalWindow.open(learner);
  await shows(window, '$ ');
  window.type(`${line}\r`);
  await shows(window, shown);
}
