import { expect, onTestFinished, test } from 'vitest';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { mapEvents } from '../../protocol/host-map.ts';
import { startLab } from '../testing/lab.ts';
import { join, type LearnerClient, problemOf } from '../testing/learner-client.ts';
import { until } from '../testing/terminal-client.ts';

/** Follows the map as a page does, and keeps everything it receives. */
async function follow(learner: LearnerClient) {
  const abort = new AbortController();
  onTestFinished(() => abort.abort());
  const response = await learner.fetch(pathOf(api.map.follow), { signal: abort.signal });
  const followed = { response, text: '', leave: () => abort.abort() };
  const read = async () => {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      followed.text += Buffer.from(chunk).toString();
    }
  };
  read().catch(() => {});
  return followed;
}

const maps = ({ text }: { text: string }) =>
  [...text.matchAll(/^event: map\ndata: (.+)$/gm)].map(([, data = '']) =>
    mapEvents.map.parse(JSON.parse(data)),
  );

test('a page that follows gets the map, and a second page gets the same at once', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const first = await follow(ada);
  expect(first.response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  await until(() => maps(first).length > 0);
  const second = await follow(ada);
  await until(() => maps(second).length > 0);
  expect(maps(second)[0]?.parts.map(({ part }) => part)).toContain('lan');
});

test('a parked host is not brought back for its map; the map comes once something else brings the host back', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  lab.hosts.setStatus(ada.id, { state: 'parked' });
  const followed = await follow(ada);
  await until(() => followed.text.includes('retry:'));
  expect(lab.hosts.status(ada.id)?.state).toBe('parked');
  expect(maps(followed)).toEqual([]);
  await ada.fetch(pathOf(api.host.status));
  await until(() => maps(followed).length > 0);
  expect(lab.hosts.status(ada.id)?.state).toBe('ready');
});

test('when the map is off nobody gets it, and pages know', async () => {
  const lab = await startLab({ hostMap: false });
  const ada = await join(lab);
  await problemOf(await ada.fetch(pathOf(api.map.follow)), 'map-off');
  expect(await (await ada.fetch(pathOf(api.learner.me))).json()).toMatchObject({ hostMap: false });
});
