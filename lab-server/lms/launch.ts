import { z } from 'zod';

/** Names of claims (LTI 1.3 core, section 5; Deep Linking 2.0; AGS 2.0; NRPS 2.0). */
const LTI = 'https://purl.imsglobal.org/spec/lti/claim';
const DEEP = 'https://purl.imsglobal.org/spec/lti-dl/claim';
export const CLAIM = {
  type: `${LTI}/message_type`,
  version: `${LTI}/version`,
  deployment: `${LTI}/deployment_id`,
  target: `${LTI}/target_link_uri`,
  link: `${LTI}/resource_link`,
  roles: `${LTI}/roles`,
  context: `${LTI}/context`,
  custom: `${LTI}/custom`,
  lis: `${LTI}/lis`,
  ext: `${LTI}/ext`,
  columns: 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint',
  members: 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice',
  choosing: `${DEEP}/deep_linking_settings`,
  items: `${DEEP}/content_items`,
  data: `${DEEP}/data`,
} as const;

/** The custom parameter of our links that names the course. An LMS may have one of its own that is called course. */
export const LINKED_COURSE = 'lab_course';

const text = z.string().max(2000);
/** What is not needed, and not as it should be, is taken for left out. */
const wish = <S extends z.ZodType>(schema: S) => schema.optional().catch(undefined);

/** The claims of a launch, as far as they are used. */
export const LaunchClaims = z.object({
  sub: z.string().min(1).max(255),
  name: wish(text),
  given_name: wish(text),
  family_name: wish(text),
  email: wish(text),
  locale: wish(text),
  [CLAIM.type]: z.enum(['LtiResourceLinkRequest', 'LtiDeepLinkingRequest']),
  [CLAIM.version]: z.literal('1.3.0'),
  [CLAIM.deployment]: z.string().min(1).max(255),
  [CLAIM.target]: wish(text),
  [CLAIM.roles]: wish(z.array(text).max(100)),
  [CLAIM.context]: wish(z.object({ id: z.string().min(1).max(255), title: wish(text), label: wish(text) })),
  [CLAIM.custom]: wish(z.record(z.string(), z.unknown())),
  [CLAIM.lis]: wish(z.object({ person_sourcedid: wish(text) })),
  [CLAIM.ext]: wish(z.object({ user_username: wish(text) })),
  [CLAIM.columns]: wish(
    z.object({ scope: z.array(text).max(50).default([]), lineitems: wish(text), lineitem: wish(text) }),
  ),
  [CLAIM.members]: wish(z.object({ context_memberships_url: text })),
  [CLAIM.choosing]: wish(
    z.object({
      deep_link_return_url: text,
      accept_types: z.array(text).max(50).default([]),
      accept_multiple: wish(z.union([z.boolean(), z.literal('true'), z.literal('false')])),
      accept_lineitem: wish(z.union([z.boolean(), z.literal('true'), z.literal('false')])),
      data: wish(z.string().max(20_000)),
    }),
  ),
});
export type LaunchClaims = z.infer<typeof LaunchClaims>;

/** The scopes of services. */
export const SCOPE = {
  columns: 'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem',
  readColumns: 'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly',
  score: 'https://purl.imsglobal.org/spec/lti-ags/scope/score',
  members: 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
} as const;

const MEMBERSHIP = 'http://purl.imsglobal.org/vocab/lis/v2/membership';
const TEACHES = /(?:^|[#/])(?:Instructor|TeachingAssistant|ContentDeveloper)$/;
const RUNS = /#(?:Administrator|SysAdmin)$/;

/**
 * Whether somebody of these roles is an instructor of the course (LTI 1.3 core, appendix A). A role of the school as a whole is none in the course, but for those
 * who run the LMS and are no learner there.
 */
export function isInstructor(roles: readonly string[]): boolean {
  const inCourse = roles.filter((role) => role.startsWith(MEMBERSHIP) || !role.includes('/'));
  if (inCourse.some((role) => TEACHES.test(role))) return true;
  return inCourse.every((role) => !role.endsWith('Learner')) && roles.some((role) => RUNS.test(role));
}
