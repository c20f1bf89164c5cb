import type { Logger } from 'pino';
import { ClassDesk } from './classes/class-desk.ts';
import { Controls } from './classes/controls.ts';
import { Errands } from './classes/errands.ts';
import { JoiningDesk } from './classes/joining.ts';
import { LearnerExport } from './classes/learner-export.ts';
import { Resetting } from './classes/resetting.ts';
import { Roster } from './classes/roster.ts';
import { ClassViews } from './classes/views.ts';
import { Walls } from './classes/wall.ts';
import type { Gradebook } from './gradebook/contract.ts';
import type { Catalog } from './grading/catalog.ts';
import { ClassGrades } from './grading/class-grades.ts';
import { DeskAttempts } from './grading/desk-attempts.ts';
import { isExam } from './grading/exam.ts';
import type { Marking } from './grading/marking.ts';
import type { Marks } from './grading/marks.ts';
import { Reviewing } from './grading/reviewing.ts';
import type { HostMaker } from './host-maker/contract.ts';
import { DeskSessions } from './http/desk-session.ts';
import type { EventStreams } from './http/event-streams.ts';
import type { MapFollowers } from './http/map-followers.ts';
import type { Route } from './http/route.ts';
import { classRoutes } from './http/routes/class.ts';
import { deskAccountRoutes } from './http/routes/desk-account.ts';
import { deskClassRoutes } from './http/routes/desk-classes.ts';
import { deskGradeRoutes } from './http/routes/desk-grades.ts';
import { deskLearnerRoutes } from './http/routes/desk-learners.ts';
import { deskResetRoutes } from './http/routes/desk-resets.ts';
import { deskWallRoutes } from './http/routes/desk-wall.ts';
import type { RecordingShelf } from './recordings/shelf.ts';
import type { KeptClass } from './store/classes.ts';
import type { Learner } from './store/learners.ts';
import type { Stores } from './store/stores.ts';
import type { TerminalKeeper } from './terminals/keeper.ts';
import type { Onlooker } from './terminals/windows.ts';

/** How often in ms recordings are looked through for those that a class keeps no longer. */
const EXPIRE_EVERY = 3600_000;
const DAY = 24 * 3600_000;

interface Parts {
  stores: Stores;
  catalog: Catalog;
  marks: Marks;
  marking: Marking;
  events: EventStreams;
  maps: MapFollowers | undefined;
  hosts: HostMaker;
  terminals: TerminalKeeper;
  recordings: { shelf: RecordingShelf; on: boolean };
  gradebooks: readonly Gradebook[];
  logger: Logger;
}

/** Classes, the desk, and what passes between a class and its learners' pages. */
export class Classroom {
  readonly joining: JoiningDesk;
  readonly sessions: DeskSessions;
  readonly routes: Route[];
  readonly classDesk: ClassDesk;
  readonly #parts: Parts;
  readonly #walls: Walls;
  readonly #views: ClassViews;
  readonly #controls: Controls;
  readonly #expire: NodeJS.Timeout;
  #onlookers: readonly Onlooker[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
    const { stores, catalog, marks, marking, events, hosts, terminals, recordings } = parts;
    const { learners, classes, instructors, hands, messages, audit, disputes, decisions, notes } = stores;
    const onChange = (learner: string) => this.#tell(learner);
    /** Marks, hints or notes: the learner's pages read them again. */
    const onMarks = (learner: string) => {
      events.publish(learner, 'me', {});
      this.#walls.touch(learner);
    };
    this.#controls = new Controls({ grant: (ids) => terminals.grant(ids), onChange });
    this.#walls = new Walls({
      catalog,
      marks,
      learners,
      hands,
      controls: this.#controls,
      hosts,
      terminals,
      isOnline: (learner) => events.isOpen(learner),
    });
    this.#views = new ClassViews({
      classes,
      instructors,
      hands,
      messages,
      controls: this.#controls,
      onlookers: () => this.#onlookers,
      records: recordings.on,
    });
    this.classDesk = new ClassDesk({ classes, audit, onChange: (now, before) => this.#classIs(now, before) });
    this.joining = new JoiningDesk({
      classes,
      learners,
      audit,
      onJoin: (learner) => this.#learnerIs(learner, learner),
    });
    this.sessions = new DeskSessions(instructors);
    const roster = new Roster({
      classes,
      learners,
      data: stores.data,
      audit,
      belongings: this.#belongings(),
      attemptsOf: (learner) => stores.attempts.of(learner).length,
      onChange: (now, before) => this.#learnerIs(now, before),
      onImport: ({ id }) => this.#walls.changed(id),
    });
    const attempts = new DeskAttempts({ catalog, marks, disputes });
    const { shelf } = recordings;
    const exporting = new LearnerExport({ catalog, marks, disputes, notes, messages, hands, shelf });
    this.routes = [
      ...classRoutes({ views: this.#views, hands, controls: this.#controls, onChange }),
      ...deskAccountRoutes({ instructors, desk: this.sessions }),
      ...deskClassRoutes({ desk: this.classDesk, classes, instructors, catalog, audit }),
      ...deskLearnerRoutes({ roster, exporting }),
      ...deskWallRoutes({
        walls: this.#walls,
        controls: this.#controls,
        hands,
        messages,
        marking,
        attempts,
        learners,
        audit,
        shelf,
        terminals,
        onChange,
        onMarks,
      }),
    ];
    const grades = new ClassGrades({ catalog, marks, learners, decisions, disputes, audit });
    const reviewing = new Reviewing({
      catalog,
      marks,
      learners,
      attempts: stores.attempts,
      shown: attempts,
      decisions,
      disputes,
      audit,
      onChange: onMarks,
    });
    const resetting = new Resetting({
      catalog,
      marks,
      learners,
      hints: stores.hints,
      notes,
      resets: stores.resets,
      audit,
      hosts,
      terminals,
      onChange: onMarks,
    });
    const errands = new Errands({
      hosts,
      marking,
      marks,
      decisions,
      audit,
      logger: parts.logger,
      doing: (learner, what) => this.#walls.doing(learner, what),
      onMarks,
    });
    this.routes.push(
      ...deskResetRoutes({ resetting, errands, learners, marking, catalog }),
      ...deskGradeRoutes({
        grades,
        reviewing,
        gradebooks: parts.gradebooks,
        marking,
        marks,
        catalog,
        learners,
        audit,
        onChange: onMarks,
      }),
    );
    terminals.onActive((learner) => this.#walls.typed(learner));
    terminals.onOnlookers((all) => this.#onlookersAre(all));
    this.#pause();
    this.#expire = setInterval(() => this.#expireRecordings(), EXPIRE_EVERY).unref();
  }

  /** A learner's marks, host or terminals are not as they were. */
  touch(learner: string): void {
    this.#walls.touch(learner);
  }

  /** Whether this learner's terminals are recorded. */
  isRecorded(learner: string): boolean {
    const { recordings, stores } = this.#parts;
    return recordings.on && (stores.settingsOf(learner)?.recordings.on ?? true);
  }

  /** Whether this learner may look at the map of their host. */
  mayMap(learner: string): boolean {
    return !isExam(this.#parts.stores.settingsOf(learner)?.exam);
  }

  close(): void {
    clearInterval(this.#expire);
    this.#walls.close();
  }

  /** Says to a learner's pages and to the walls what is so now. */
  #tell(id: string): void {
    const learner = this.#parts.stores.learners.find(id);
    const view = learner && this.#views.of(learner);
    if (view) this.#parts.events.publish(id, 'class', view);
    this.#walls.touch(id);
  }

  #classIs(now: KeptClass, before: KeptClass): void {
    const { stores, maps } = this.#parts;
    this.#pause();
    for (const { id } of stores.learners.of(now.id)) {
      if (isExam(now.settings.exam) && !isExam(before.settings.exam)) maps?.end(id);
      this.#tell(id);
      // Points and what may be opened hang on the settings.
      if (now.settings !== before.settings) this.#parts.events.publish(id, 'me', {});
    }
    this.#walls.changed(now.id);
  }

  #learnerIs(now: Learner, before: Learner): void {
    const { events } = this.#parts;
    this.#pause();
    events.publish(now.id, 'me', {});
    this.#tell(now.id);
    // Who is in no more hears of nothing more.
    if (!['active', 'waiting'].includes(now.state)) events.end(now.id);
    if (before.class !== null && (now.state !== 'active' || now.class !== before.class)) {
      this.#walls.gone(before.class, now.id);
    }
    for (const group of new Set([before.class, now.class])) if (group !== null) this.#walls.changed(group);
  }

  #onlookersAre(all: readonly Onlooker[]): void {
    const learners = new Set([...this.#onlookers, ...all].map(({ learner }) => learner));
    this.#onlookers = all;
    this.#controls.keepOnly(all);
    for (const learner of learners) this.#tell(learner);
  }

  /** Holds back the keystrokes of those whose class is paused. */
  #pause(): void {
    const { stores, terminals } = this.#parts;
    const paused = stores.classes.open().filter(({ live }) => live.paused);
    terminals.pause(paused.flatMap(({ id }) => stores.learners.of(id)).map(({ id }) => id));
  }

  #belongings() {
    const { terminals, hosts, recordings } = this.#parts;
    return {
      async release(learner: string) {
        for (const { id } of await terminals.list(learner)) await terminals.end(learner, id);
        await hosts.release(learner);
      },
      moveRecordings: (from: string, to: string) => recordings.shelf.move(from, to),
      eraseRecordings: (learner: string) => recordings.shelf.removeAll(learner),
    };
  }

  #expireRecordings(): void {
    const { stores, recordings, logger } = this.#parts;
    for (const { id, settings } of stores.classes.all()) {
      const { keepDays } = settings.recordings;
      if (keepDays === null) continue;
      const before = Date.now() - keepDays * DAY;
      for (const learner of stores.learners.of(id)) {
        const removed = recordings.shelf.expire(learner.id, before);
        if (removed > 0) logger.info({ learner: learner.id, removed }, 'Recordings have expired');
      }
    }
  }
}
