import { z } from 'zod';
import { LearnerId } from '../../protocol/class.ts';
import { HostOwner } from '../../protocol/host-owner.ts';
import { TerminalInfo, TerminalRequest } from '../../protocol/terminal.ts';
import { HostNotReady } from '../hosts/contract.ts';
import type { Table } from '../wire/table.ts';
import { TooManyTerminals } from './too-many.ts';

/** A terminal as a browser names it. There may be none with that id. */
const AskedId = z.string();

/** The screen of a terminal. `at` is the time when it printed last, in ms since 1970. */
const KeptScreen = z.object({
  learner: z.string(),
  terminal: z.string(),
  cols: z.int(),
  rows: z.int(),
  lines: z.array(z.string()),
  at: z.number(),
});
export type KeptScreen = z.infer<typeof KeptScreen>;

/** An instructor may type into a terminal. */
const Grant = z.strictObject({ terminal: AskedId, instructor: z.string() });
export type Grant = z.infer<typeof Grant>;

/** The ways in which a connection can end before its page closes it. */
const Drop = z.enum(['lost', 'silent', 'broken']);
export type Drop = z.infer<typeof Drop>;

/** An instructor who looks at a terminal, by name and by id. */
const Onlooker = z.object({ learner: z.string(), id: z.string(), by: z.string(), instructor: z.string() });
export type Onlooker = z.infer<typeof Onlooker>;

/**
 * The questions that the web server asks the terminals' process, and the events that it is told. The connection of a WebSocket is handed over
 * apart from this (hand-over.ts), since a descriptor can't be sent when the two are on different machines.
 */
export const terminalsTable = {
  methods: {
    /** Opens a terminal on the learner's host. It is recorded if terminals are recorded at all. @throws TooManyTerminals, HostNotReady */
    open: {
      request: z.strictObject({ learner: HostOwner, size: TerminalRequest, record: z.boolean() }),
      answer: z.string(),
    },
    /** The learner's own terminals, oldest first. */
    list: { request: z.strictObject({ learner: HostOwner }), answer: z.array(TerminalInfo) },
    /** Hangs up one of the learner's terminals; false when they have no such terminal. */
    end: { request: z.strictObject({ learner: HostOwner, id: AskedId }), answer: z.boolean() },
    count: { request: z.strictObject({}), answer: z.object({ terminals: z.int(), windows: z.int() }) },
    /** The terminals of all learners, each learner's oldest first. */
    all: {
      request: z.strictObject({}),
      answer: z.array(z.object({ learner: z.string(), id: z.string(), title: z.string() })),
    },
    /** See Terminals.screens. */
    screens: {
      request: z.strictObject({ learners: z.array(LearnerId), seen: z.record(z.string(), z.number()) }),
      answer: z.array(KeptScreen),
    },
    /** The rights by which the open windows were let in, each once. */
    rights: { request: z.strictObject({}), answer: z.array(z.string()) },
  },
  notes: {
    /** Puts a marker in the recordings of a learner's terminals. */
    addMarker: z.strictObject({ learner: LearnerId, label: z.string() }),
    /** Holds back the keystrokes of these learners, and of no others. */
    pause: z.strictObject({ learners: z.array(HostOwner) }),
    /** Lets these instructors type into these terminals, and nobody else. */
    grant: z.strictObject({ grants: z.array(Grant) }),
    /** Closes windows that were let in by one of these. */
    revoke: z.strictObject({ rights: z.array(z.string()) }),
  },
  events: {
    /** A connection ended before its page closed it. */
    drop: z.object({ reason: Drop }),
    /** Everything that instructors look at. Told whenever that changes. */
    onlookers: z.object({ all: z.array(Onlooker) }),
    /** The learner types. Told some times a minute. */
    active: z.object({ learner: z.string() }),
  },
  errors: [TooManyTerminals, HostNotReady],
} satisfies Table;

export type TerminalsTable = typeof terminalsTable;
