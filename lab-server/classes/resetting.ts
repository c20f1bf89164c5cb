import type { ResetReport, ResetRequest } from '../../protocol/desk/reset.ts';
import { Refused } from '../common/refused.ts';
import type { Shelf } from '../course/shelf.ts';
import type { Marks } from '../grading/marks.ts';
import type { HostMaker } from '../host-maker/contract.ts';
import type { Audit } from '../store/audit.ts';
import type { Changes } from '../store/changes.ts';
import type { KeptClass } from '../store/classes.ts';
import type { OpenedHintCounts } from '../store/hints.ts';
import type { KeptInstructor } from '../store/instructors.ts';
import type { Learner, Learners } from '../store/learners.ts';
import type { Notes } from '../store/notes.ts';
import type { Resets, ToReset } from '../store/resets.ts';
import type { TerminalKeeper } from '../terminals/keeper.ts';

/** The time in ms within which a reset can be taken back. */
export const UNDO_WINDOW = 10 * 60_000;

interface Parts {
  courses: Shelf;
  marks: Marks;
  learners: Learners;
  hints: OpenedHintCounts;
  notes: Notes;
  resets: Resets;
  audit: Audit;
  hosts: Pick<HostMaker, 'reset' | 'status'>;
  terminals: Pick<TerminalKeeper, 'list' | 'end'>;
  changes: Changes;
}

type Line = ResetReport['learners'][number];

/** Takes learners back to a beginning. Hosts and terminals go at once; records are kept so that they can be brought back. */
export class Resetting {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async reset(
    group: KeptClass,
    learners: readonly Learner[],
    request: Omit<ResetRequest, 'learners'>,
    by: KeptInstructor,
  ): Promise<ResetReport> {
    const plans = await Promise.all(learners.map((learner) => this.#plan(learner, request)));
    const lines = plans.map(({ line }) => line);
    if (request.dryRun) return { id: null, learners: lines, undoUntil: null };
    const { resets, audit, changes } = this.#parts;
    const at = new Date();
    const id = resets.add(
      group.id,
      by.id,
      at.toISOString(),
      plans.map(({ records }) => records),
    );
    const done = await Promise.all(plans.map(({ line }) => this.#live(line, request)));
    for (const line of done) {
      const { learner, name: _, ...after } = line;
      audit.add({ class: group.id, instructor: by.id, learner, action: 'learner.reset', after });
      changes.emit('marks', learner);
    }
    const isKept = lines.some(({ attempts, hints, notes }) => attempts + hints + notes > 0);
    const undoUntil = isKept ? new Date(at.getTime() + UNDO_WINDOW).toISOString() : null;
    return { id, learners: done, undoUntil };
  }

  /** @throws Refused */
  undo(group: KeptClass, id: number, by: KeptInstructor): ResetReport {
    const { resets, learners, audit, changes } = this.#parts;
    const reset = resets.find(id);
    if (reset?.class !== group.id) {
      throw new Refused('unknown-reset', `“${group.name}” has no reset ${id}.`);
    }
    if (reset.undoneAt !== null) throw new Refused('undo-over', 'It has been undone already.');
    if (Date.now() > Date.parse(reset.at) + UNDO_WINDOW) {
      const detail = `A reset can be undone for ${UNDO_WINDOW / 60_000} minutes; attempts of it are still on record.`;
      throw new Refused('undo-over', detail);
    }
    resets.undo(id, new Date().toISOString());
    const lines = [...resets.taken(id)].map(([learner, taken]) => {
      audit.add({
        class: group.id,
        instructor: by.id,
        learner,
        action: 'learner.reset-undone',
        after: taken,
      });
      changes.emit('marks', learner);
      const name = learners.find(learner)?.name ?? '';
      return { learner, name, host: false, terminals: 0, failed: null, ...taken };
    });
    return { id, learners: lines, undoUntil: null };
  }

  /** Says what a reset would take. */
  async #plan({ id, name, course }: Learner, { what, exercises }: Pick<ResetRequest, 'what' | 'exercises'>) {
    const { courses, marks, hints, notes, hosts, terminals } = this.#parts;
    const has = (one: ResetRequest['what'][number]) => what.includes(one);
    const meant = [...courses.catalogOf(course).values()].filter(
      (one) => exercises?.includes(one.id) ?? true,
    );
    const own = marks.of(id);
    const attempts = has('attempts') ? meant.flatMap((one) => own.counting(one)).map((one) => one.id) : [];
    const opened = has('hints') ? meant.map((one) => ({ id: one.id, ...hints.count(id, one.id) })) : [];
    const host = has('host') && hosts.status(id) !== undefined;
    const records: ToReset = {
      learner: id,
      attempts,
      hints: opened.filter((one) => one.opened > 0).map((one) => one.id),
      notes: has('notes'),
    };
    const line: Line = {
      learner: id,
      name,
      host,
      // A learner who loses the host loses these too.
      terminals: host || has('terminals') ? (await terminals.list({ learner: id })).length : 0,
      attempts: attempts.length,
      hints: opened.reduce((sum, one) => sum + one.opened, 0),
      notes: has('notes') ? notes.of(id).length : 0,
      failed: null,
    };
    return { line, records };
  }

  /** Resets the part that can't be brought back. */
  async #live(line: Line, { what }: Pick<ResetRequest, 'what'>): Promise<Line> {
    const { hosts, terminals } = this.#parts;
    const { learner } = line;
    try {
      if (what.includes('terminals')) {
        for (const { id } of await terminals.list({ learner })) await terminals.end({ learner, id });
      }
      if (line.host) await hosts.reset({ learner });
      return line;
    } catch (error) {
      return { ...line, host: false, failed: (error as Error).message };
    }
  }
}
