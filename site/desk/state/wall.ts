import { computed, type Signal, signal } from '@preact/signals';
import * as api from '../../../protocol/api/desk-wall.ts';
import type { WallRow } from '../../../protocol/desk/wall.ts';
import { followStream } from '../../wire/stream.ts';
import { loadClass, ofClass } from './class.ts';
import { inFrames } from './frames.ts';
import { tellAll, tellAudit, tellMarks } from './news.ts';

/** A signal for each learner, so that a change draws one row anew and not the wall. */
export const wall = signal<ReadonlyMap<string, Signal<WallRow>>>(new Map());
/** Whether the wall is known and up to date: false at first, and while the connection is down. */
export const isLive = signal(false);

/** All rows as they are now. */
export const rows = computed(() => [...wall.value.values()].map((row) => row.value));
/** The learners with a raised hand, the longest waiting first. */
export const hands = computed(() =>
  rows.value
    .filter(({ hand }) => hand !== null)
    .sort((a, b) => (a.hand?.raisedAt ?? '').localeCompare(b.hand?.raisedAt ?? '')),
);

/** Follows the learners of the class. Returns a function that stops. */
export function followWall(): () => void {
  let isWhole = false;
  let hasDropped = false;
  const put = inFrames((changed: WallRow[]) => {
    const next = new Map(wall.value);
    let hasNew = false;
    for (const row of changed) {
      const known = next.get(row.learner);
      if (known) known.value = row;
      else {
        next.set(row.learner, signal(row));
        hasNew = true;
      }
    }
    if (hasNew) wall.value = next;
  });
  return followStream(
    api.wall,
    { params: ofClass() },
    {
      rows: (list) => {
        // The first event after connecting has everyone: a learner who is not in it is gone.
        if (!isWhole) remove([...wall.value.keys()].filter((id) => !list.some((row) => row.learner === id)));
        isWhole = true;
        isLive.value = true;
        put(list);
      },
      gone: remove,
      changed: () => void loadClass().catch(() => {}),
      marks: tellMarks,
      audit: tellAudit,
    },
    {
      onOpen: () => {
        isWhole = false;
        if (!hasDropped) return;
        hasDropped = false;
        tellAll();
        void loadClass().catch(() => {});
      },
      onDrop: () => {
        hasDropped = true;
        isLive.value = false;
      },
    },
  );
}

function remove(learners: string[]): void {
  if (learners.length === 0) return;
  const next = new Map(wall.value);
  for (const learner of learners) next.delete(learner);
  wall.value = next;
}
