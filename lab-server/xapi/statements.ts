import { goPath } from '../../protocol/go.ts';
import { toTenths } from '../../protocol/points.ts';

const ADL = 'http://adlnet.gov/expapi';
/** In place of an address that browsers have for the lab server. */
const NOWHERE = 'http://vethlab.invalid';

/** Something that a learning record store is told of. */
export interface Happening {
  verb: 'answered' | 'scored' | 'completed';
  exercise: string;
  /** ISO 8601 */
  at: string;
  /** Whether an answer was right. */
  success?: boolean;
  /** Left out for an answer that waits for review. */
  score?: { points: number; possible: number };
}

interface About {
  exercise: { id: string; title: string };
  class: { id: string; name: string };
  /** The name of a course other than the first, whose exercises have addresses of their own. */
  course?: string | undefined;
}

/** Where the lab server is, for those who read statements. */
export const originOf = (publicUrl: URL | undefined): string => publicUrl?.origin ?? NOWHERE;

/** The statement on something, without its id and actor (Experience API 1.0.3, Data 2.3). It has no answer. */
export function statementOf(
  { verb, at, success, score }: Happening,
  { exercise, class: group, course }: About,
  origin: string,
): object {
  const result = {
    ...(success !== undefined && { success }),
    ...(verb === 'completed' && { completion: true }),
    ...(score && { score: scoreOf(score) }),
  };
  return {
    verb: { id: `${ADL}/verbs/${verb}`, display: { en: verb } },
    object: {
      objectType: 'Activity',
      id: `${origin}${course === undefined ? '' : `/${course}`}${goPath(exercise.id)}`,
      definition: { name: { en: exercise.title }, type: `${ADL}/activities/assessment` },
    },
    ...(Object.keys(result).length > 0 && { result }),
    context: {
      platform: 'vethlab',
      contextActivities: {
        grouping: [
          {
            objectType: 'Activity',
            id: `${origin}/desk/class/?id=${group.id}`,
            definition: { name: { und: group.name }, type: `${ADL}/activities/course` },
          },
        ],
      },
    },
    timestamp: at,
  };
}

/** Who a statement is on: an account of this lab server. @param name left out, only the account is told. */
export const actorOf = (learner: string, origin: string, name?: string): object => ({
  objectType: 'Agent',
  ...(name !== undefined && { name }),
  account: { homePage: origin, name: learner },
});

/** No score may be above its maximum, so one that an instructor gave above it has none. */
function scoreOf({ points, possible }: Required<Happening>['score']): object {
  const raw = toTenths(points);
  const max = toTenths(possible);
  return { raw, min: 0, ...(max > 0 && raw <= max && { max, scaled: raw / max }) };
}
