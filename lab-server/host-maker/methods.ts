import { z } from 'zod';
import { ObserveError } from '../../checkers/define.ts';
import { BackupNow } from '../../protocol/backup.ts';
import { LearnerId } from '../../protocol/class.ts';
import { CourseName } from '../../protocol/course.ts';
import { InstructorId } from '../../protocol/desk/instructor.ts';
import { ExerciseId } from '../../protocol/exercise.ts';
import { HostBefore, HostCapacity, HostStatus } from '../../protocol/host.ts';
import { HostMap } from '../../protocol/host-map.ts';
import { HostOwner } from '../../protocol/host-owner.ts';
import { HostNotReady } from '../hosts/contract.ts';
import { Workers } from '../hosts/worker.ts';
import type { Table } from '../wire/table.ts';
import { WebSettings } from './web-settings.ts';

const ofLearner = z.strictObject({ learner: LearnerId });
/** Where an extra host will do, too. Nothing is marked on one. */
const ofOwner = z.strictObject({ learner: HostOwner });
/** Whose host can be copied, and who can get the copy. */
const LearnerOrInstructor = z.union([LearnerId, InstructorId]);
/** An exercise, which goes by its id within its course. */
const ofExercise = { learner: LearnerId, course: CourseName, exercise: ExerciseId };

/** Names a shell that was started on a pty. */
const ShellId = z.string().regex(/^[0-9a-z][0-9a-z-]{0,63}$/);
export type ShellId = z.infer<typeof ShellId>;

/** solve.sh does the task; start.sh makes the beginning of an exercise that has one of its own. */
const ExerciseScript = z.enum(['solve', 'start']);
export type ExerciseScript = z.infer<typeof ExerciseScript>;

/** What the operator is told of the desk and of the class. */
const WelcomeWords = z.strictObject({
  deskPath: z.string().regex(/^\/desk\/#[\w-]{1,100}$/),
  class: z
    .strictObject({
      name: z
        .string()
        .max(80)
        .regex(/^\P{Cc}*$/u),
      code: z.string().regex(/^[0-9A-Z-]{7}$/),
    })
    .nullable(),
});

/**
 * Everything that the web server and the terminals may ask of the part that is root, and be told by it. They name a learner by id, or
 * the owner of an extra host (protocol/host-owner.ts), and send no command line and no path. So an attacker who takes them over can do no more than this to anybody.
 */
export const hostMakerTable = {
  methods: {
    /**
     * Begins to make the learner's host unless it is there or on its way; follow `status`. `before` is of the host that a learner who has
     * none here had on another machine, or has the scenario of an instructor's; `course` is theirs. Both count for one who has no host yet.
     * @throws HostNotReady when the course is not served here.
     */
    ensure: {
      request: z.strictObject({
        learner: HostOwner,
        before: HostBefore.optional(),
        course: CourseName.optional(),
      }),
      answer: HostStatus,
    },
    /** Begins to make the host anew; follow `status`. @throws HostNotReady while it is being made or reset. */
    reset: { request: ofLearner, answer: HostStatus },
    /** Destroys the learner's host, and the second one beside it; the next `ensure` makes another, of the same scenario. */
    release: { request: ofOwner, answer: z.void() },
    /** Keeps the learner's host while it is at rest, whatever room there is, or no longer. @throws HostNotReady when there is none. */
    pin: { request: z.strictObject({ learner: LearnerId, pinned: z.boolean() }), answer: z.void() },
    /** As LearnerHosts says. */
    rest: { request: ofLearner, answer: z.void() },
    /** Gives `to` a copy of the host of `from` in the place of their own. @throws HostNotReady */
    copy: {
      request: z.strictObject({ from: LearnerOrInstructor, to: LearnerOrInstructor }),
      answer: z.void(),
    },
    /** Throws away what is kept of the learner's host at rest. The learner is told that the instructor did it. */
    throwAway: { request: ofLearner, answer: z.void() },
    /**
     * Runs a script of the exercise on the learner's host, as the learner.
     * @throws HostNotReady, and ObserveError when there is no such script or it did not succeed.
     */
    script: {
      request: z.strictObject({ ...ofExercise, script: ExerciseScript }),
      answer: z.void(),
    },
    /**
     * The facts that an exercise's checker observes on the learner's host, as JSON carries them. With `watching` the lab server looks by
     * itself, which does not keep the host from being parked. @throws HostNotReady, ObserveError
     */
    observe: {
      request: z.strictObject({ ...ofExercise, watching: z.boolean() }),
      answer: z.unknown(),
    },
    /**
     * The map of the learner's host, once its fingerprint is no longer `seen` (empty: the asker has seen none). Undefined when that takes more
     * than some seconds. Looking at the map does not keep the host from being parked, and a parked host is not looked at.
     * @throws HostNotReady, ObserveError
     */
    map: {
      request: z.strictObject({ learner: HostOwner, seen: z.string().regex(/^([0-9a-f]{16})?$/) }),
      answer: z.object({ fingerprint: z.string(), map: HostMap }).optional(),
    },
    /**
     * Starts the learner's login shell on a pty that is the asker's own, /dev/pts/N. The kernel's limit on ptys is far below the largest N
     * here.
     * @throws HostNotReady, and Error when it is no pty of the asker's.
     */
    enter: {
      request: z.strictObject({ learner: HostOwner, pts: z.int().min(0).max(1_048_576) }),
      answer: ShellId,
    },
    /** How many hosts there are, whose they are, and how many more there can be. */
    capacity: { request: z.strictObject({}), answer: HostCapacity },
  },
  notes: {
    /** The client that connects; this is its first message. */
    hello: z.strictObject({ role: z.enum(['terminals', 'web']) }),
    /** Ends a shell that stayed when its terminal was hung up. */
    leave: z.strictObject({ shell: ShellId }),
    /** The learner is at work, so their host must not be parked. */
    active: ofOwner,
    /** A text to print for the operator. */
    say: z.strictObject({ text: z.string().max(32_768) }),
    /** The web server, or a worker's door, listens. The rest is printed for the operator. */
    listening: z.strictObject({
      url: z.url({ protocol: /^https?$/ }),
      welcome: WelcomeWords.optional(),
    }),
    /** The web server has ended, with this status or killed. */
    webEnded: z.strictObject({ code: z.int().nullable() }),
  },
  events: {
    /** The learner's host is in this state now. A new connection is told of each. */
    status: z.object({ learner: z.string(), status: HostStatus }),
    /** The shell has ended, with this exit status, or 128 and the signal that ended it. */
    left: z.object({ shell: z.string(), code: z.int() }),
    /** The settings with which the terminals run the web server. */
    serve: z.object({ settings: WebSettings }),
    /** The machines that make lab hosts, where this one makes none. */
    workers: Workers,
    /** What became of the last copy of what the lab server keeps. */
    backup: BackupNow,
  },
  errors: [HostNotReady, ObserveError],
} satisfies Table;

export type HostMakerTable = typeof hostMakerTable;
