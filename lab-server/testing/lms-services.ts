import type { Access } from './lms-access.ts';
import type { Gradebook, KeptItem } from './lms-gradebook.ts';
import { type Answer, bodyOf, type Call, json, mustAccept, paged, Refusal, type Route } from './lms-http.ts';
import {
  defined,
  isText,
  LEARNER,
  type NewLineItem,
  namesOf,
  type Platform,
  type ReceivedScore,
  SCOPES,
} from './lms-model.ts';

const TYPES = {
  lineItem: 'application/vnd.ims.lis.v2.lineitem+json',
  lineItems: 'application/vnd.ims.lis.v2.lineitemcontainer+json',
  results: 'application/vnd.ims.lis.v2.resultcontainer+json',
  score: 'application/vnd.ims.lis.v1.score+json',
  members: 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json',
} as const;
const ACTIVITY = ['Initialized', 'Started', 'InProgress', 'Submitted', 'Completed'];
const GRADING = ['FullyGraded', 'Pending', 'PendingManual', 'Failed', 'NotReady'];
/** ISO 8601 with fractions of a second and a time zone, as AGS wants it. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,9}(Z|[+-]\d\d:\d\d)$/;
/** Its simple names are short for roles of a course. */
const COURSE_ROLE = 'http://purl.imsglobal.org/vocab/lis/v2/membership#';

const isAmount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** What a tool says of a line item. @throws if it is none. */
export function lineItemOf(given: Record<string, unknown>): NewLineItem {
  const { label, scoreMaximum } = given;
  if (!isText(label)) throw new Refusal(400, 'a line item needs a label');
  if (!isAmount(scoreMaximum) || scoreMaximum <= 0)
    throw new Refusal(400, 'scoreMaximum must be more than 0');
  const text = (name: keyof NewLineItem): string | undefined => {
    const value = given[name];
    if (value !== undefined && typeof value !== 'string') throw new Refusal(400, `${name} must be a string`);
    return value;
  };
  return defined({
    label,
    scoreMaximum,
    resourceId: text('resourceId'),
    resourceLinkId: text('resourceLinkId'),
    tag: text('tag'),
    startDateTime: text('startDateTime'),
    endDateTime: text('endDateTime'),
  }) as NewLineItem;
}

/** What a tool says of a score. @throws if it is none. */
function scoreOf(given: Record<string, unknown>, lineItem: string, at: number): ReceivedScore {
  const { userId, scoreGiven, scoreMaximum, comment, activityProgress, gradingProgress, timestamp } = given;
  if (!isText(userId)) throw new Refusal(400, 'a score needs a userId');
  if (!isText(timestamp) || !TIME.test(timestamp) || Number.isNaN(Date.parse(timestamp)))
    throw new Refusal(
      400,
      `timestamp must have fractions of a second and a time zone, and is “${timestamp}”`,
    );
  if (!isText(activityProgress) || !ACTIVITY.includes(activityProgress))
    throw new Refusal(400, `activityProgress must be one of ${ACTIVITY}`);
  if (!isText(gradingProgress) || !GRADING.includes(gradingProgress))
    throw new Refusal(400, `gradingProgress must be one of ${GRADING}`);
  if (comment !== undefined && typeof comment !== 'string')
    throw new Refusal(400, 'comment must be a string');
  const score = { lineItem, userId, activityProgress, gradingProgress, timestamp, at };
  const said = comment === undefined ? {} : { comment };
  if (scoreGiven === undefined) return { ...score, ...said };
  if (!isAmount(scoreGiven) || scoreGiven < 0) throw new Refusal(400, 'scoreGiven must be 0 or more');
  if (!isAmount(scoreMaximum) || scoreMaximum <= 0)
    throw new Refusal(400, 'scoreMaximum must be more than 0');
  return { ...score, scoreGiven, scoreMaximum, ...said };
}

/** Assignment and Grade Services 2.0, and Names and Role Provisioning Services 2.0. */
export class Services {
  readonly routes: readonly Route[];
  readonly #lms: Platform;
  readonly #access: Access;
  readonly #gradebook: Gradebook;

  constructor(lms: Platform, access: Access, gradebook: Gradebook) {
    this.#lms = lms;
    this.#access = access;
    this.#gradebook = gradebook;
    const all = '/ags/:course/lineitems';
    const one = `${all}/:item/lineitem`;
    const { lineItem, lineItemRead, score, result, members } = SCOPES;
    const ags = (
      method: string,
      path: string,
      scopes: string[],
      answer: (call: Call, course: string, item: KeptItem) => Answer,
    ): Route => ({
      method,
      path,
      answer: (call, part) => {
        this.#access.require(call, ...scopes);
        const course = this.#course(part('course'));
        if (this.#lms.ways.lineItemQuery && call.url.searchParams.get('type_id') !== '1')
          throw new Refusal(404, 'there is no such tool: type_id is missing');
        const item = path === all ? undefined : this.#gradebook.item(course, Number(part('item')));
        if (path !== all && !item) throw new Refusal(404, 'there is no such line item');
        return answer(call, course, item as KeptItem);
      },
    });
    this.routes = [
      ags('GET', all, [lineItem, lineItemRead], (call, course) => this.#list(call, course)),
      ags('POST', all, [lineItem], (call, course) => this.#create(call, course)),
      ags('GET', one, [lineItem, lineItemRead], (call, _, item) => this.#read(call, item)),
      ags('PUT', one, [lineItem], (call, _, item) => this.#change(call, item)),
      ags('DELETE', one, [lineItem], (_, __, item) => this.#remove(item)),
      ags('POST', `${one}/scores`, [score], (call, _, item) => this.#take(call, item)),
      ags('GET', `${one}/results`, [result], (call, _, item) => this.#results(call, item)),
      {
        method: 'GET',
        path: '/nrps/:course/memberships',
        answer: (call, part) => {
          this.#access.require(call, members);
          return this.#members(call, this.#course(part('course')));
        },
      },
    ];
  }

  membersUrl(course: string): string {
    return `${this.#lms.url}/nrps/${encodeURIComponent(course)}/memberships`;
  }

  #course(id: string): string {
    if (!this.#lms.courses.has(id)) throw new Refusal(404, `there is no course “${id}”`);
    return id;
  }

  #list(call: Call, course: string): Answer {
    mustAccept(call, TYPES.lineItems);
    const asked = (name: string) => call.url.searchParams.get(name);
    const [link, id, tag] = [asked('resource_link_id'), asked('resource_id'), asked('tag')];
    const items = this.#gradebook
      .items(course)
      .filter((item) => link === null || item.resourceLinkId === link)
      .filter((item) => id === null || item.resourceId === id)
      .filter((item) => tag === null || item.tag === tag);
    const { page, headers } = paged(call, items, this.#lms.ways);
    return json(200, page, TYPES.lineItems, headers);
  }

  #create(call: Call, course: string): Answer {
    const item = lineItemOf(bodyOf(call, TYPES.lineItem));
    const { resourceLinkId: link } = item;
    if (link !== undefined && this.#lms.resources.get(link)?.course !== course)
      throw new Refusal(400, `the course has no resource “${link}”`);
    return json(201, this.#gradebook.add(course, item), TYPES.lineItem);
  }

  #read(call: Call, item: KeptItem): Answer {
    mustAccept(call, TYPES.lineItem);
    return json(200, this.#gradebook.described(item), TYPES.lineItem);
  }

  #change(call: Call, item: KeptItem): Answer {
    // What it is coupled to is the platform's.
    const { resourceLinkId } = item.kept;
    item.kept = defined({ ...lineItemOf(bodyOf(call, TYPES.lineItem)), resourceLinkId }) as NewLineItem;
    return json(200, this.#gradebook.described(item), TYPES.lineItem);
  }

  #remove(item: KeptItem): Answer {
    this.#gradebook.remove(item);
    return { status: 204 };
  }

  #take(call: Call, item: KeptItem): Answer {
    const { ways, users, courses } = this.#lms;
    const { id } = this.#gradebook.described(item);
    const score = scoreOf(bodyOf(call, TYPES.score), id, this.#lms.now());
    const { userId, timestamp } = score;
    if (ways.testStudents.has(userId)) {
      const message = 'User not found in course or is not a student';
      return json(422, { errors: { type: 'unprocessable_entity', message } });
    }
    const isLearner = users.get(userId)?.roles.includes(LEARNER);
    if (ways.ungradable.has(userId) || !isLearner || !courses.get(item.course)?.members.includes(userId))
      throw new Refusal(400, `Incorrect score received: user ${userId} can't be graded in this course`);
    const before = this.#gradebook.last(item, userId);
    if (ways.strictTime && before && Date.parse(before.timestamp) >= Date.parse(timestamp))
      throw new Refusal(
        409,
        `Refusing score with an earlier timestamp for item ${item.number} and user ${userId}`,
      );
    this.#gradebook.take(item, score);
    return { status: 204 };
  }

  #results(call: Call, item: KeptItem): Answer {
    mustAccept(call, TYPES.results);
    const { id } = this.#gradebook.described(item);
    const address = new URL(id);
    const user = call.url.searchParams.get('user_id');
    const results = this.#gradebook
      .standing(item)
      .filter(({ userId }) => user === null || userId === user)
      .map(({ userId, scoreGiven, scoreMaximum = 1, comment, gradingProgress }) => ({
        id: `${address.origin}${address.pathname}/results/${encodeURIComponent(userId)}${address.search}`,
        scoreOf: id,
        userId,
        ...(scoreGiven !== undefined && gradingProgress === 'FullyGraded'
          ? { resultScore: (scoreGiven / scoreMaximum) * item.kept.scoreMaximum }
          : {}),
        resultMaximum: item.kept.scoreMaximum,
        comment,
      }));
    const { page, headers } = paged(call, results, this.#lms.ways);
    return json(200, page, TYPES.results, headers);
  }

  #members(call: Call, id: string): Answer {
    mustAccept(call, TYPES.members);
    const { users, courses, ways, resources } = this.#lms;
    const { title, label, members = [] } = courses.get(id) ?? {};
    const { searchParams } = call.url;
    const link = searchParams.get('rlid');
    if (link !== null && resources.get(link)?.course !== id)
      throw new Refusal(404, `the course has no resource “${link}”`);
    const role = searchParams.get('role');
    const full = role === null || role.includes(':') ? role : COURSE_ROLE + role;
    const found = members.flatMap((member) => {
      const user = users.get(member);
      if (!user || (full !== null && !user.roles.includes(full))) return [];
      const roles = ways.shortRoles ? user.roles.map((one) => one.replace(COURSE_ROLE, '')) : user.roles;
      const { status = 'Active', sourcedId: lis_person_sourcedid } = user;
      return [{ user_id: member, status, roles, ...namesOf(user, ways), lis_person_sourcedid }];
    });
    // Its Link header is right also where that of line items is not.
    const { page, headers } = paged(call, found, { pageSize: ways.pageSize });
    return json(
      200,
      { id: this.membersUrl(id), context: { id, label, title }, members: page },
      TYPES.members,
      headers,
    );
  }
}
