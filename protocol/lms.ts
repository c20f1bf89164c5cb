import { z } from 'zod';
import { ClassId, LearnerId } from './class.ts';
import { ExerciseId } from './exercise.ts';
import { shownName } from './name.ts';

/**
 * Where an LMS begins a launch (OpenID Connect third-party-initiated login), and what it is told where people come in. The LMS has to know
 * these addresses.
 */
export const LTI_LOGIN = '/lti/login';
export const LTI_LAUNCH = '/lti/launch';
/** The address that a launch names when somebody chooses what a course links to (Deep Linking). */
export const LTI_CHOOSE = '/lti/choose';
/** Our public keys, as a JWK Set (RFC 7517). */
export const LTI_KEYS = '/lti/keys';
/** Where an LMS connects itself (Dynamic Registration 1.0). */
export const LTI_REGISTER = '/lti/register';

/** Pages of ours that an LMS may show within its own. The one for a lab that opens in a window of its own has the login's parameters after #. */
export const LTI_WINDOW = '/lti/window/';
/** Has after #, as in a query: `ticket`, and `several` and `columns` where the LMS takes them. */
export const LTI_ITEMS = '/lti/items/';
export const LTI_FAILED = '/lti/failed/';
export const LTI_CONNECTED = '/lti/connected/';

/**
 * Why a launch did not work. `unknown-lms`: it is not connected. `again`: it took too long, the page was loaded twice, or it was begun in another browser.
 * `not-believed`: what the LMS says is not signed by it, not for us, or too old. `refused`: the LMS says no. `away`: its keys can't be read. `deployment`: it is connected,
 * but not for that part of the LMS. `no-course`: it does not say for which course. `other-course`: the link is for another course of ours than the LMS's course has, or for one that is not served. `removed`: an instructor has taken the learner out of the class. `archived`: the class is over.
 * `no-instructor`: only instructors choose what a course links to. `from-lms`: the address is for an LMS. `no-tls`: an LMS needs https. `link`: the link for connecting was used
 * before, or is too old. `registration`: the LMS did not let itself be connected.
 */
export const LTI_WHY_NOT = [
  'unknown-lms',
  'again',
  'not-believed',
  'refused',
  'away',
  'deployment',
  'no-course',
  'removed',
  'archived',
  'other-course',
  'no-instructor',
  'from-lms',
  'no-tls',
  'link',
  'registration',
] as const;
export type LtiWhyNot = (typeof LTI_WHY_NOT)[number];

export const LmsId = z.string().regex(/^p[0-9a-f]{12}$/);
export const LmsCourseId = z.string().regex(/^k[0-9a-f]{12}$/);

const address = z
  .string()
  .trim()
  .max(500)
  .refine((text) => ['https:', 'http:'].includes(URL.parse(text)?.protocol ?? ''), {
    error: 'Give a whole address, such as https://lms.example.edu/keys.',
  })
  .refine((text) => URL.parse(text)?.protocol !== 'http:', {
    error: 'An LMS is asked over https only.',
  });

/** What is entered to connect an LMS by hand. */
export const LmsEntry = z
  .strictObject({
    name: shownName(60).describe('What people here call it.'),
    site: address
      .transform((text) => new URL(text).origin)
      .describe('Where people open it, such as https://moodle.example.edu. Its pages may show some of ours.'),
    issuer: z.string().trim().min(1).max(500).describe('The `iss` of its tokens.'),
    clientId: z.string().trim().min(1).max(255),
    deployments: z
      .array(z.string().trim().min(1).max(255))
      .max(100)
      .default([])
      .describe('The deployments that are let in; empty for all.'),
    authUrl: address.describe('Where it signs people in (authentication request URL).'),
    tokenUrl: address.describe('Where it gives us tokens for its services.'),
    keysUrl: address.describe('Its public keys (JWKS).'),
    audience: z
      .string()
      .trim()
      .min(1)
      .max(500)
      .nullable()
      .default(null)
      .describe('What our assertions name as their audience; null for `tokenUrl`.'),
  })
  .meta({ id: 'LmsEntry' });
export type LmsEntry = z.infer<typeof LmsEntry>;

/** A learning management system that is connected: a platform, in the words of LTI. */
export const Lms = LmsEntry.extend({
  id: LmsId,
  courses: z.int().describe('Courses of it that have a class here.'),
  cameAt: z.iso.datetime().nullable().describe('When somebody last came from it.'),
}).meta({ id: 'Lms' });
export type Lms = z.infer<typeof Lms>;

/** GET /api/desk/lms */
export const LmsDesk = z
  .object({
    here: z
      .object({
        url: z.string(),
        domain: z.string(),
        login: z.string(),
        launch: z.string(),
        choose: z.string(),
        keys: z.string(),
      })
      .nullable()
      .describe('Our addresses, for the LMS. null: an LMS needs https, and PUBLIC_URL says no such address.'),
    lms: z.array(Lms).describe('By name.'),
    keys: z
      .array(z.object({ id: z.string(), at: z.iso.datetime() }))
      .describe('Our keys, newest first. We sign with the first; those before it are still published.'),
  })
  .meta({ id: 'LmsDesk' });
export type LmsDesk = z.infer<typeof LmsDesk>;

/** Why something between us and an LMS failed. */
export const LMS_TROUBLE = [
  'unreachable',
  'private-address',
  'certificate',
  'not-understood',
  'no-keys',
  'refused',
  'wrong-audience',
  'unknown-client',
  'not-allowed',
  'busy',
  'no-such-column',
  'no-such-learner',
  'not-gradable',
  'older',
  'no-columns',
] as const;
export const LmsTrouble = z.enum(LMS_TROUBLE);
export type LmsTrouble = z.infer<typeof LmsTrouble>;

/** What a test of the connection found, one step after another. */
export const LmsTest = z
  .object({
    steps: z.array(
      z.object({
        step: z
          .enum(['site', 'keys', 'token', 'launch'])
          .describe('Its sign-in answers; its keys; a token for its services; somebody has come from it.'),
        ok: z.boolean(),
        why: LmsTrouble.nullable().describe('null: it is well, or has not happened yet.'),
        detail: z.string().describe('What the LMS or the network said; may be empty.'),
      }),
    ),
  })
  .meta({ id: 'LmsTest' });
export type LmsTest = z.infer<typeof LmsTest>;

/** Which columns we make in an LMS's gradebook: one for each exercise, one for the sum of all, or none. Columns that the LMS made for links get points all the same. */
export const ScoreColumns = z.enum(['exercises', 'total', 'none']);
export type ScoreColumns = z.infer<typeof ScoreColumns>;

/** Points of one learner on their way to an LMS. */
export const LmsScore = z.object({
  learner: LearnerId,
  name: z.string(),
  column: z.string().describe('What its column is called.'),
  points: z.number().nullable().describe('null: they are taken back.'),
  possible: z.number(),
  state: z.enum(['sent', 'waiting', 'refused']),
  tries: z.int(),
  why: LmsTrouble.nullable().describe('Why the last try failed.'),
  detail: z.string(),
  at: z.iso.datetime().describe('Since when the points are so.'),
  nextAt: z.iso.datetime().nullable().describe('When they are tried again, while they wait.'),
});
export type LmsScore = z.infer<typeof LmsScore>;

/** A course of an LMS whose learners come into a class. */
export const LmsCourse = z.object({
  id: LmsCourseId,
  title: z.string(),
  lms: z.string().describe('The name of its LMS.'),
  columns: ScoreColumns.describe('Those that we make for what no column of the LMS holds yet.'),
  canGrade: z.boolean().describe('Whether the LMS takes points.'),
  canMakeColumns: z.boolean().describe('Whether it lets us make columns.'),
  canList: z.boolean().describe('Whether it tells who is in the course.'),
  scores: z.array(LmsScore).describe('Those that are refused first, then those that wait, then those sent.'),
  without: z.array(z.string()).describe('Names of learners with marks who have not come from this LMS.'),
});
export type LmsCourse = z.infer<typeof LmsCourse>;

/** GET …/lms */
export const LmsOfClass = z
  .object({
    courses: z.array(LmsCourse),
    others: z
      .array(z.object({ id: LmsCourseId, title: z.string(), lms: z.string(), class: z.string() }))
      .describe('Courses whose learners come into other classes of yours, with the names of those.'),
  })
  .meta({ id: 'LmsOfClass' });
export type LmsOfClass = z.infer<typeof LmsOfClass>;

/** POST …/lms/{course} */
export const LmsCourseChange = z
  .strictObject({
    columns: ScoreColumns.optional(),
    class: ClassId.optional().describe('The class of yours into which its learners come from now on.'),
  })
  .meta({ id: 'LmsCourseChange' });
export type LmsCourseChange = z.infer<typeof LmsCourseChange>;

/** POST …/lms/{course}/roster: names of learners. */
export const LmsRoster = z
  .object({
    added: z.array(z.string()).describe('Put on the roster.'),
    found: z
      .array(z.string())
      .describe('Were in the class already, and are known to be the same person now.'),
    known: z.int().describe('How many were known before.'),
    gone: z
      .array(z.string())
      .describe('Came from the course, and are not in it any more. They stay in the class.'),
  })
  .meta({ id: 'LmsRoster' });
export type LmsRoster = z.infer<typeof LmsRoster>;

const LinkTitle = z.string().trim().min(1).max(200).describe('What the link is called.');

/** What a link of an LMS leads to: an exercise, a chapter, or the course as a whole. */
export const LmsItem = z.union([
  z.strictObject({ exercise: ExerciseId }),
  z.strictObject({ chapter: z.string().regex(/^[\w-]{1,100}$/), title: LinkTitle }),
  z.strictObject({ course: z.literal(true), title: LinkTitle }),
]);
export type LmsItem = z.infer<typeof LmsItem>;

/** POST /api/lms/items */
export const LmsItemsRequest = z
  .strictObject({
    ticket: z.string().max(100),
    items: z.array(LmsItem).min(1).max(200),
    columns: z.boolean().describe('Whether each gets a column in the gradebook of the LMS.'),
  })
  .meta({ id: 'LmsItemsRequest' });
export type LmsItemsRequest = z.infer<typeof LmsItemsRequest>;
