import { expect } from 'vitest';
import { DeskClient } from '../../lab-server/testing/desk-client.ts';
import { follow } from '../../lab-server/testing/followed-events.ts';
import { postJson } from '../../lab-server/testing/learner-client.ts';
import { cookieIn } from '../../lab-server/testing/set-cookie.ts';
import { until } from '../../lab-server/testing/terminal-client.ts';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { type WallRow, wallEvents } from '../../protocol/desk/wall.ts';
import type { RunningServer } from './server.ts';

/** The instructor of a lab server that was started as an operator does: signs in by the printed link, which works once. */
export async function deskOf(server: RunningServer): Promise<DeskClient> {
  const url = (await server.url()).replace(/\/$/, '');
  const token = () => /\/desk\/#(\S+)/.exec(server.output)?.[1];
  await until(() => token() !== undefined);
  const response = await postJson(`${url}${pathOf(api.deskAccount.signIn)}`, { token: token() });
  expect(response.status).toBe(200);
  return new DeskClient({ url }, cookieIn(response));
}

/** Follows the wall of a class until the test is over. Returns each learner's newest row. */
export async function wallOf(desk: DeskClient, group: string): Promise<() => Map<string, WallRow>> {
  const { events } = await follow(desk, pathOf(api.deskWall.wall, { params: { class: group } }));
  return () => {
    const rows = new Map<string, WallRow>();
    for (const { event, data } of events) {
      if (event === 'rows') for (const row of wallEvents.rows.parse(data)) rows.set(row.name, row);
    }
    return rows;
  };
}
