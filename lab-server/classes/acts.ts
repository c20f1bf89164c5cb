import { z } from 'zod';
import { Act } from '../../protocol/class.ts';
import type { Catalog } from '../course/catalog.ts';
import type { Audit, Deed } from '../store/audit.ts';
import { UNDO_WINDOW } from './resetting.ts';

/** Most acts that a learner's page is told of. */
const MOST = 20;

/** Actions of the audit trail that a learner is told of, with the name of each on the wire. */
const ON_LAB = {
  'learner.reset': 'reset',
  'learner.reset-undone': 'undone',
  'host.checkpoint': 'checkpoint',
  'host.free': 'freed',
  'host.copy': 'copied',
  'host.copied': 'replaced',
  'host.give': 'given',
  'hint.give': 'hint',
} as const;
const ON_MARKS = {
  'grade.override': 'override',
  'attempt.review': 'review',
  'attempt.recheck': 'recheck',
} as const;
const WHAT: Record<string, Act['what']> = { ...ON_LAB, ...ON_MARKS };

const Gone = Act.shape.gone.unwrap();
/** What the entries of these actions keep, as far as it is told. */
const After = z.object({
  exercise: z.string().optional(),
  attempt: z.int().optional(),
  points: z.number().optional(),
  override: z.number().nullish(),
  comment: z.string().optional(),
});

interface Parts {
  audit: Pick<Audit, 'byInstructors'>;
  catalog: Catalog;
  /** The exercise of an attempt; undefined when the attempt is gone. */
  exerciseOf(attempt: number): string | undefined;
}

/** What instructors did to a learner's lab and marks, newest first. @param marks whether those on marks may be told. */
export function actsOn(learner: string, marks: boolean, { audit, catalog, exerciseOf }: Parts): Act[] {
  const actions = Object.keys(marks ? WHAT : ON_LAB);
  const deeds = audit.byInstructors(learner, actions, MOST);
  const undone = deeds.filter(({ action }) => action === 'learner.reset-undone');
  const titled = (id: string | undefined) => {
    const exercise = id === undefined ? undefined : catalog.get(id);
    return exercise ? { id: exercise.id, title: exercise.title } : null;
  };
  return deeds.flatMap((deed) => {
    // Texts about a learner who was erased are gone.
    if (deed.after === null) return [];
    const after = After.safeParse(deed.after).data ?? {};
    const tasks = z.array(z.string()).safeParse(deed.after).data;
    const named = after.exercise ?? (after.attempt === undefined ? undefined : exerciseOf(after.attempt));
    const gone = Gone.safeParse({ host: false, terminals: 0, ...Object(deed.after) }).data ?? null;
    return {
      id: deed.id,
      by: deed.by,
      at: deed.at,
      what: WHAT[deed.action] ?? 'reset',
      exercise: titled(tasks?.at(-1) ?? named),
      points: (after.override === undefined ? after.points : after.override) ?? null,
      comment: after.comment ?? '',
      gone,
      undoUntil: deed.action === 'learner.reset' && gone ? undoUntil(deed, gone, undone) : null,
    };
  });
}

/** Until when the instructor can take a reset back; null when there is nothing to bring back, or it was done. */
function undoUntil(
  { id, at }: Deed,
  { attempts, hints, notes }: z.infer<typeof Gone>,
  undone: Deed[],
): string | null {
  if (attempts + hints + notes === 0 || undone.some((one) => one.id > id)) return null;
  return new Date(Date.parse(at) + UNDO_WINDOW).toISOString();
}
