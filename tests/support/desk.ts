import { expect } from 'vitest';
import { cookieIn, DeskClient } from '../../lab-server/testing/desk-client.ts';
import { follow } from '../../lab-server/testing/followed-events.ts';
import { postJson } from '../../lab-server/testing/learner-client.ts';
import { until } from '../../lab-server/testing/terminal-client.ts';
import { type WallRow, wallEvents } from '../../protocol/desk/wall.ts';
import type { RunningServer } from './server.ts';

/** The instructor of a lab server that was started as an operator does: signs in by the link that it printed, which lets in once. */
export async function deskOf(server: RunningServer): Promise<DeskClient> {
  const url = (await server.url()).replace(/\/$/, '');
  const token = () => /\/desk\/#(\S+)/.exec(server.output)?.[1];
  await until(() => token() !== undefined);
  const response = await postJson(`${url}/api/desk/sign-in`, { token: token() });
  expect(response.status).toBe(200);
  return new DeskClient({ url }, cookieIn(response));
}

/** Follows the wall of a class, until the test is over; what it shows of each learner by now. */
export async function wallOf(desk: DeskClient, group: string): Promise<() => Map<string, WallRow>> {
  const { events } = await follow(desk, `/api/desk/classes/${group}/wall`);
  return () => {
    const rows = new Map<string, WallRow>();
    for (const { event, data } of events) {
      if (event === 'rows') for (const row of wallEvents.rows.parse(data)) rows.set(row.name, row);
    }
    return rows;
  };
}
