import type { DatabaseSync } from 'node:sqlite';
import type { ClassSettings } from '../../protocol/class.ts';
import { Accounts } from './accounts.ts';
import { Attempts } from './attempts.ts';
import { Audit } from './audit.ts';
import { Changes } from './changes.ts';
import { Classes } from './classes.ts';
import { Decisions } from './decisions.ts';
import { Disputes } from './disputes.ts';
import { Hands } from './hands.ts';
import { OpenedHintCounts } from './hints.ts';
import { InstructorHostStore } from './instructor-hosts.ts';
import { Instructors } from './instructors.ts';
import { LearnerData } from './learner-data.ts';
import { Learners } from './learners.ts';
import { LmsStore } from './lms.ts';
import { LmsScores } from './lms-scores.ts';
import { Messages } from './messages.ts';
import { Notes } from './notes.ts';
import { Resets } from './resets.ts';
import { SshStore } from './ssh.ts';
import { Starts } from './starts.ts';
import { inTransaction } from './transaction.ts';
import { XapiStore } from './xapi.ts';

/** Everything that the database keeps, with a store for each kind. */
export class Stores {
  readonly learners: Learners;
  readonly classes: Classes;
  readonly instructors: Instructors;
  readonly accounts: Accounts;
  readonly attempts: Attempts;
  readonly hints: OpenedHintCounts;
  readonly disputes: Disputes;
  readonly decisions: Decisions;
  readonly resets: Resets;
  readonly starts: Starts;
  readonly notes: Notes;
  readonly hands: Hands;
  readonly messages: Messages;
  readonly audit: Audit;
  readonly lms: LmsStore;
  readonly lmsScores: LmsScores;
  readonly xapi: XapiStore;
  readonly ssh: SshStore;
  readonly instructorHosts: InstructorHostStore;
  readonly data: LearnerData;

  /** Whoever changes stored data announces it here. */
  readonly changes = new Changes();
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    const onRights = () => void this.changes.emit('rights');
    this.learners = new Learners(database, onRights);
    this.classes = new Classes(database, onRights);
    this.instructors = new Instructors(database, onRights);
    this.accounts = new Accounts(database);
    this.attempts = new Attempts(database);
    this.hints = new OpenedHintCounts(database);
    this.disputes = new Disputes(database);
    this.decisions = new Decisions(database);
    this.resets = new Resets(database);
    this.starts = new Starts(database);
    this.notes = new Notes(database);
    this.hands = new Hands(database);
    this.messages = new Messages(database);
    this.audit = new Audit(database, (group) => void this.changes.emit('audit', group));
    this.lms = new LmsStore(database);
    this.lmsScores = new LmsScores(database);
    this.xapi = new XapiStore(database);
    this.ssh = new SshStore(database);
    this.instructorHosts = new InstructorHostStore(database);
    this.data = new LearnerData(database);
  }

  /** Gives this course to the classes and learners of before there could be several, who had no other. */
  nameCourse(name: string): void {
    inTransaction(this.#database, () => {
      // Classes first: a learner is of the course of their class.
      for (const table of ['classes', 'learners'])
        this.#database.prepare(`UPDATE ${table} SET course = ? WHERE course = ''`).run(name);
    });
  }

  /** The course of a learner; '' when they are gone. */
  courseOf(learner: string): string {
    return this.learners.find(learner)?.course ?? '';
  }

  /** The settings of the learner's class; undefined when they study alone. */
  settingsOf(learner: string): ClassSettings | undefined {
    const group = this.learners.find(learner)?.class;
    return group == null ? undefined : this.classes.find(group)?.settings;
  }
}
