import { randomUUID } from 'node:crypto';
import type { KeptLms } from '../store/lms.ts';
import { ITEM_COURSE, itemOfChapter, itemOfExercise, resourceIdOf } from './columns.ts';
import type { OwnKeys } from './keys.ts';
import { CLAIM, type LaunchClaims, LINKED_COURSE } from './launch.ts';

/** Seconds for which an answer is good: the browser passes it on at once. */
const LIFETIME = 300;

/** A choice that somebody is about to make in an LMS. */
export interface Choosing {
  lms: KeptLms;
  deployment: string;
  /** Where the answer goes. */
  url: string;
  /** What the LMS wants back as it is. */
  data: string | undefined;
  several: boolean;
  columns: boolean;
}

/** What is chosen. */
export interface Chosen {
  /** The name of the course that it is of, by which the link leads there whichever course is the first. */
  course: string;
  title: string;
  /** null: it gets no column, since it can have no points. */
  points: number | null;
  exercise?: string;
  chapter?: string;
}

const isYes = (given: boolean | 'true' | 'false' | undefined): boolean => given === true || given === 'true';

/** What an LMS wants chosen; undefined if it takes no links of LTI. */
export function choosingOf(lms: KeptLms, claims: LaunchClaims): Choosing | undefined {
  const settings = claims[CLAIM.choosing];
  if (!settings?.accept_types.includes('ltiResourceLink')) return undefined;
  return {
    ...{ lms, deployment: claims[CLAIM.deployment] },
    ...{ url: settings.deep_link_return_url, data: settings.data },
    several: isYes(settings.accept_multiple),
    columns: isYes(settings.accept_lineitem),
  };
}

/** The answer that the LMS takes (Deep Linking 2.0, section 4.5). @param launch where its links lead to @param first the name of the first course */
export function answerTo(
  { lms, deployment, data }: Choosing,
  chosen: readonly Chosen[],
  { keys, launch, columns, first }: { keys: OwnKeys; launch: string; columns: boolean; first: string },
): Promise<string> {
  const items = chosen.map(({ course, title, points, exercise, chapter }) => {
    const item = exercise ? itemOfExercise(exercise) : chapter ? itemOfChapter(chapter) : ITEM_COURSE;
    return {
      ...{ type: 'ltiResourceLink', title, url: launch },
      custom: { [LINKED_COURSE]: course, ...(exercise && { exercise }), ...(chapter && { chapter }) },
      window: { targetName: '_blank' },
      ...(columns &&
        points !== null && {
          lineItem: {
            label: title,
            scoreMaximum: points,
            resourceId: resourceIdOf(item, course, first),
            tag: 'vethlab',
          },
        }),
    };
  });
  const claims = {
    ...{ iss: lms.clientId, aud: lms.issuer, nonce: randomUUID() },
    [CLAIM.deployment]: deployment,
    [CLAIM.type]: 'LtiDeepLinkingResponse',
    [CLAIM.version]: '1.3.0',
    [CLAIM.items]: items,
    ...(data !== undefined && { [CLAIM.data]: data }),
  };
  return keys.sign(claims, LIFETIME);
}
