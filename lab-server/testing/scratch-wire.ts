// A wire that has only what its test asks. Started as a program, this file serves it over Node's channel to its parent.

import { z } from 'zod';
import type { Channel } from '../wire/channel.ts';
import { ipcChannel } from '../wire/ipc.ts';
import { serveWire } from '../wire/server.ts';
import type { Table } from '../wire/table.ts';

export class OutOfPaper extends Error {
  override name = 'OutOfPaper';
}

export const scratchTable = {
  methods: {
    double: {
      request: z.strictObject({ count: z.int().max(1000) }),
      answer: z.strictObject({ count: z.int() }),
    },
    /** Answers nothing when there is none. */
    page: { request: z.strictObject({ number: z.int() }), answer: z.string().optional() },
    fail: { request: z.strictObject({ kind: z.enum(['foreseen', 'other']) }), answer: z.void() },
    /** Does not end by itself. */
    wait: { request: z.strictObject({}), answer: z.void() },
    /** Its answer does not fit the table. */
    lie: { request: z.strictObject({}), answer: z.int() },
  },
  notes: { hum: z.strictObject({ tune: z.string() }) },
  events: { heard: z.object({ tune: z.string() }) },
  errors: [OutOfPaper],
} satisfies Table;

export const MOST_WAITING = 3;

/** @param log gets the lines that the server would write into its log. */
export function serveScratch(channel: Channel, log: (line: string) => void): void {
  const tell = serveWire(scratchTable, channel, {
    methods: {
      double: async ({ count }) => ({ count: 2 * count }),
      page: async ({ number }) => (number > 1 ? undefined : 'the only one'),
      async fail({ kind }) {
        throw kind === 'foreseen' ? new OutOfPaper('Put paper in.') : new TypeError('It is broken.');
      },
      wait: (_nothing, how) =>
        new Promise((resolve) => {
          log('waits');
          how?.signal?.addEventListener('abort', () => {
            log('waits no more');
            resolve();
          });
        }),
      lie: async () => 0.5,
    },
    notes: { hum: ({ tune }) => tell.heard({ tune }) },
    mostWaiting: MOST_WAITING,
    onMalformed: () => log('cut off'),
    onFailure: (method, error) => log(`${method}: ${error}`),
  });
}

if (import.meta.main) serveScratch(ipcChannel(process), console.log);
