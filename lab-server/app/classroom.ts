import type { Logger } from 'pino';
import { Belongings } from '../classes/belongings.ts';
import { ClassDesk } from '../classes/class-desk.ts';
import { Controls } from '../classes/controls.ts';
import { Errands } from '../classes/errands.ts';
import { HostsInUse } from '../classes/hosts-in-use.ts';
import { InstructorHosts } from '../classes/instructor-hosts.ts';
import { JoiningDesk } from '../classes/joining.ts';
import { LearnerExport } from '../classes/learner-export.ts';
import { Onlookers } from '../classes/onlookers.ts';
import { Recorded } from '../classes/recorded.ts';
import { Resetting } from '../classes/resetting.ts';
import { Roster } from '../classes/roster.ts';
import { SecondHosts } from '../classes/second-hosts.ts';
import { tellChanges } from '../classes/telling.ts';
import { ClassViews } from '../classes/views.ts';
import { Walls } from '../classes/wall.ts';
import type { EventStreams } from '../common/event-streams.ts';
import type { Shelf } from '../course/shelf.ts';
import type { Gradebook } from '../gradebook/contract.ts';
import { ClassGrades } from '../grading/class-grades.ts';
import { DeskAttempts } from '../grading/desk-attempts.ts';
import type { Marking } from '../grading/marking.ts';
import type { Marks } from '../grading/marks.ts';
import { Reviewing } from '../grading/reviewing.ts';
import type { HostMaker } from '../host-maker/contract.ts';
import { DeskSessions } from '../http/desk-session.ts';
import type { MapFollowers } from '../http/map-followers.ts';
import { classRoutes } from '../http/routes/class.ts';
import { deskAccountRoutes } from '../http/routes/desk-account.ts';
import { deskClassRoutes } from '../http/routes/desk-classes.ts';
import { deskGradeRoutes } from '../http/routes/desk-grades.ts';
import { deskHostRoutes } from '../http/routes/desk-host.ts';
import { deskLearnerRoutes } from '../http/routes/desk-learners.ts';
import { deskResetRoutes } from '../http/routes/desk-resets.ts';
import { deskWallRoutes } from '../http/routes/desk-wall.ts';
import type { RecordingShelf } from '../recordings/shelf.ts';
import type { Stores } from '../store/stores.ts';
import type { TerminalKeeper } from '../terminals/keeper.ts';

interface Parts {
  stores: Stores;
  courses: Shelf;
  marks: Marks;
  marking: Marking;
  events: EventStreams;
  maps: MapFollowers | undefined;
  hosts: HostMaker;
  terminals: TerminalKeeper;
  recordings: { shelf: RecordingShelf; on: boolean };
  gradebooks(): readonly Gradebook[];
  logger: Logger;
}

/** Puts classes and the desk together. Each part is in a file of its own; classes/telling.ts says who is told of what. */
export function createClassroom(parts: Parts) {
  const { stores, courses, marks, marking, events, maps, hosts, terminals, recordings, logger } = parts;
  const { learners, classes, instructors, hands, messages, audit, disputes, decisions, notes } = stores;
  const { attempts, hints, resets, data, changes } = stores;
  const { shelf } = recordings;

  const controls = new Controls({
    grant: (grants) => terminals.grant({ grants }),
    mayHelp(instructor, learner) {
      const group = learners.find(learner)?.class;
      return group != null && classes.isOf(group, instructor);
    },
    changes,
  });
  const onlookers = new Onlookers({ controls, changes });
  const walls = new Walls({
    courses,
    marks,
    learners,
    hands,
    controls,
    hosts,
    terminals,
    isOnline: (learner) => events.isOpen(learner),
  });
  const views = new ClassViews({
    classes,
    instructors,
    hands,
    messages,
    controls,
    onlookers,
    audit,
    attempts: stores.attempts,
    courses,
    records: recordings.on,
  });
  const recorded = new Recorded({ stores, ...recordings, logger });
  const classDesk = new ClassDesk({ classes, courses, audit, changes });
  const joining = new JoiningDesk({ classes, learners, courses, audit, changes });
  const sessions = new DeskSessions(instructors);
  const belongings = new Belongings({ terminals, hosts, shelf });
  const hostsInUse = new HostsInUse({
    hosts,
    learners,
    classes,
    instructors,
    belongings,
    audit,
    isOnline: (learner) => events.isOpen(learner),
    tell: (learner, status) => events.publish(learner, 'host', status),
    changes,
  });
  const instructorHosts = new InstructorHosts({ stores, hosts, terminals });
  const seconds = new SecondHosts({
    stores,
    hosts,
    tell: (learner, status) => events.publish(learner, 'second', status),
  });
  const roster = new Roster({
    classes,
    learners,
    data,
    audit,
    belongings,
    attemptsOf: (learner) => attempts.of(learner).length,
    changes,
  });
  const shown = new DeskAttempts({ courses, marks, disputes });
  const exporting = new LearnerExport({ courses, marks, disputes, notes, messages, hands, shelf });
  const grades = new ClassGrades({ courses, marks, learners, decisions, disputes, audit });
  const reviewing = new Reviewing({
    courses,
    marks,
    learners,
    attempts,
    shown,
    decisions,
    disputes,
    audit,
    changes,
  });
  const resetting = new Resetting({
    courses,
    marks,
    learners,
    hints,
    notes,
    resets,
    audit,
    hosts,
    terminals,
    changes,
  });
  const errands = new Errands({
    hosts,
    marking,
    marks,
    decisions,
    audit,
    logger,
    doing: (learner, what) => walls.doing(learner, what),
    changes,
  });

  tellChanges({
    stores,
    courses,
    events,
    terminals,
    walls,
    views,
    endMap: (learner) => maps?.end(learner),
  });
  terminals.on('active', ({ learner }) => void changes.emit('typed', learner));
  changes.on('typed', (learner) => walls.typed(learner));
  terminals.on('onlookers', ({ all }) => onlookers.are(all));

  return {
    joining,
    sessions,
    classDesk,
    recorded,
    hostsInUse,
    seconds,
    grades,
    routes: [
      ...classRoutes({ views, hands, controls, changes }),
      ...deskAccountRoutes({ instructors, accounts: stores.accounts, desk: sessions }),
      ...deskClassRoutes({
        desk: classDesk,
        classes,
        instructors,
        accounts: stores.accounts,
        courses,
        audit,
      }),
      ...deskHostRoutes({ hosts: instructorHosts, maps }),
      ...deskLearnerRoutes({ roster, exporting }),
      ...deskWallRoutes({
        courses,
        walls,
        controls,
        hands,
        messages,
        marking,
        attempts: shown,
        learners,
        audit,
        shelf,
        terminals,
        changes,
      }),
      ...deskResetRoutes({ resetting, errands, learners, courses }),
      ...deskGradeRoutes({
        grades,
        reviewing,
        gradebooks: parts.gradebooks,
        marks,
        courses,
        learners,
        audit,
        changes,
      }),
    ],
    close(): void {
      recorded.close();
      walls.close();
    },
  };
}
