import { shownName } from '../../protocol/name.ts';
import type { Account, Accounts } from '../store/accounts.ts';
import type { Instructors, KeptInstructor } from '../store/instructors.ts';
import type { Learner, Learners } from '../store/learners.ts';
import type { JoiningDesk } from './joining.ts';

const NAME = shownName(60);

/** What the school says of somebody who has signed in. */
export interface SchoolPerson extends Account {
  /** The names that the school gives, the best first. */
  names: readonly string[];
  /** Only one that the school has checked. */
  email: string | undefined;
  login: string | undefined;
  isInstructor: boolean;
}

interface Parts {
  accounts: Accounts;
  instructors: Instructors;
  learners: Learners;
  joining: JoiningDesk;
}

/** Finds who the accounts of the school are here, or makes them somebody. Nobody is taken for somebody else for having the same name. */
export class SchoolAccounts {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The instructor that the account is. They get no class of somebody else's, and are no operator. */
  instructor(person: SchoolPerson): KeptInstructor {
    const { accounts, instructors } = this.#parts;
    const known = instructors.find(accounts.instructorOf(person) ?? '');
    if (known) return known;
    const name = nameOf(person);
    const names = [name, ...Array.from({ length: 1000 }, (_, i) => `${name.slice(0, 54)} (${i + 2})`)];
    const added = instructors.add(names.find((one) => !instructors.named(one)) ?? name, false);
    accounts.addInstructor(person, added.id);
    return added;
  }

  /** Has an instructor who is here already come by this account, too. @returns false if it is another's. */
  connect(account: Account, instructor: KeptInstructor): boolean {
    const { accounts } = this.#parts;
    const owner = accounts.instructorOf(account);
    if (owner === undefined) accounts.addInstructor(account, instructor.id);
    return owner === undefined || owner === instructor.id;
  }

  /**
   * The learner that the account is in the class of this code. An account that is new there takes the place on the roster that has its e-mail
   * address or login, if nobody has come by another account there; otherwise it joins by the rules of the class.
   * @throws Refused as JoiningDesk
   */
  learner(person: SchoolPerson, code: string): Learner {
    const { accounts, learners, joining } = this.#parts;
    const own = accounts.learnersOf(person).flatMap((id) => learners.current(id) ?? []);
    const learner = joining.joinByAccount(joining.classOf(code), {
      name: nameOf(person),
      own,
      isMeant: (one) =>
        accounts.subjectsOf(person.issuer, one.id).length === 0 &&
        (same(one.email, person.email) || same(one.login, person.login)),
    });
    accounts.addLearner(person, learner.id);
    return learner;
  }
}

/** Whether both say the same, and something. */
export const same = (one: string | null, other: string | undefined): boolean =>
  one !== null && other !== undefined && one.toLowerCase() === other.toLowerCase();

/** A name that may be shown, made of what the school or an LMS says. */
export function nameOf({ names, login, email }: SchoolPerson, otherwise = 'Somebody'): string {
  for (const one of [...names, login, email?.split('@', 1)[0]]) {
    const { data } = NAME.safeParse(one?.replaceAll(/\p{Cc}/gu, ' ').slice(0, 60));
    if (data) return data;
  }
  return otherwise;
}
