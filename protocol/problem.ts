import { z } from 'zod';

/** RFC 9457 problem details: the form of every error of the HTTP API. */
export const Problem = z
  .object({
    type: z
      .string()
      .describe('The stable name of the kind of problem, a path such as /problems/unknown-exercise.'),
    title: z.string().describe('The kind of problem, in the same words each time.'),
    status: z.int().min(400).max(599),
    detail: z.string().describe('What went wrong this time, and the way out.'),
    errors: z
      .array(
        z.object({ path: z.string().describe('JSON Pointer into the request body.'), message: z.string() }),
      )
      .optional()
      .describe('One entry per invalid field.'),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

/** Every kind of problem the API answers with: its status, and its title, which is the same each time. */
export const problemKinds = {
  'malformed-request': { status: 400, title: 'The request cannot be read' },
  'not-joined': { status: 401, title: 'You have not joined' },
  erased: { status: 401, title: 'What was kept of you has been erased' },
  'course-not-served': { status: 401, title: 'Your course is not served now' },
  'foreign-origin': { status: 403, title: 'The request comes from another site' },
  'metrics-refused': { status: 403, title: 'The metrics are for this machine only' },
  'ssh-off': { status: 403, title: 'There is no ssh here' },
  'map-off': { status: 403, title: 'There is no map' },
  'solution-kept': { status: 403, title: 'The solution is not shown' },
  'join-refused': { status: 403, title: 'You cannot join' },
  'wrong-code': { status: 403, title: 'There is no class with this code' },
  'not-on-roster': { status: 403, title: 'Your name is not on the roster' },
  'wrong-personal-code': { status: 403, title: 'The personal code is another' },
  'waiting-for-approval': { status: 403, title: 'You have not been let in yet' },
  'exercise-closed': { status: 403, title: 'The exercise is closed' },
  'exam-closed': { status: 403, title: 'The exam takes no answers now' },
  'no-attempts-left': { status: 403, title: 'You have used your attempts' },
  'too-late': { status: 403, title: 'The time for answers is over' },
  'not-in-exam': { status: 403, title: 'Not during an exam' },
  'no-permission': { status: 403, title: 'You may not do that with this file' },
  'not-signed-in': { status: 401, title: 'You have not signed in at the desk' },
  'wrong-ticket': { status: 403, title: 'That does not let in any more' },
  'wrong-sign-in': { status: 403, title: 'That does not sign in' },
  'not-operator': { status: 403, title: 'Only the operator may do that' },
  'unknown-course': { status: 404, title: 'There is no such course' },
  'unknown-class': { status: 404, title: 'You have no such class' },
  'unknown-learner': { status: 404, title: 'The class has no such learner' },
  'unknown-recording': { status: 404, title: 'There is no such recording' },
  'unknown-reset': { status: 404, title: 'There is no such reset' },
  'unknown-gradebook': { status: 404, title: 'There is no such gradebook' },
  'unknown-lms': { status: 404, title: 'There is no such LMS' },
  'unknown-lms-course': { status: 404, title: 'There is no such course of an LMS' },
  'unknown-instructor': { status: 404, title: 'There is no such instructor' },
  'not-found': { status: 404, title: 'There is nothing at this address' },
  'unknown-exercise': { status: 404, title: 'There is no such exercise' },
  'unknown-terminal': { status: 404, title: 'You have no such terminal' },
  'unknown-attempt': { status: 404, title: 'You have no such attempt' },
  'method-not-allowed': { status: 405, title: 'The address does not take this method' },
  'too-many-terminals': { status: 409, title: 'You have as many terminals as there may be' },
  'name-taken': { status: 409, title: 'Somebody of this name is in the class' },
  'account-taken': { status: 409, title: 'The account is another instructor’s' },
  'lms-connected': { status: 409, title: 'The LMS is connected already' },
  'no-public-url': { status: 409, title: 'This lab server has no address with https' },
  'other-course': { status: 409, title: 'That is of another course' },
  'class-archived': { status: 409, title: 'The class is archived' },
  'undo-over': { status: 409, title: 'It can no longer be undone' },
  'no-own-host': { status: 409, title: 'You have no lab host of your own' },
  'no-class': { status: 409, title: 'You are in no class' },
  'network-fixed': { status: 409, title: 'That was set when the lab server started' },
  'ssh-closed': { status: 409, title: 'Your way in for ssh is closed' },
  'no-ssh-port': { status: 409, title: 'There is no port left for ssh' },
  'not-started': { status: 409, title: 'The exercise has not been set up' },
  'not-on-this-host': { status: 409, title: 'Your lab host is not one for this exercise' },
  'no-start': { status: 409, title: 'The exercise has no beginning of its own' },
  'not-watched': { status: 409, title: 'This exercise does not mark itself' },
  'disputed-already': { status: 409, title: 'You have said that you disagree' },
  'file-changed': { status: 409, title: 'The file has changed on the host' },
  'file-exists': { status: 409, title: 'There is something of this name' },
  'file-unfit': { status: 409, title: 'That does not work with this file' },
  'too-large': { status: 413, title: 'The request is too large' },
  'wrong-media-type': { status: 415, title: 'The request is not JSON' },
  'wrong-host': { status: 421, title: 'The address in the request is not this server' },
  'not-text': { status: 422, title: 'The file holds no text' },
  'invalid-fields': { status: 422, title: 'Some fields are not right' },
  'upgrade-required': { status: 426, title: 'This address is a WebSocket' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'head-too-large': { status: 431, title: 'Your browser sends too much with each request' },
  internal: { status: 500, title: 'The lab server failed' },
  'lms-trouble': { status: 502, title: 'The LMS did not do it' },
  'host-out-of-bounds': { status: 502, title: 'Your lab host gave no proper answer' },
  'host-not-ready': { status: 503, title: 'Your lab host is not ready' },
  'disk-full': { status: 507, title: 'The disk of the lab server is full' },
  'file-refused': { status: 507, title: 'The file could not be kept' },
} as const satisfies Record<string, { status: number; title: string }>;
export type ProblemKind = keyof typeof problemKinds;
