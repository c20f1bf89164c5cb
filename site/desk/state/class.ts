import type { SentBody } from '../../../protocol/api/contract.ts';
import * as api from '../../../protocol/api/desk-classes.ts';
import type { ClassChange, ClassDetail } from '../../../protocol/desk/class.ts';
import { Latest } from '../../wire/latest.ts';
import { classId } from './place.ts';
import { ask } from './session.ts';

/** The class that the page is about; undefined until it is known. */
export const detail = new Latest<ClassDetail | undefined>(undefined);

/** The values in the paths of the class's own routes. */
export const ofClass = () => ({ class: classId.value });
/** The same for the routes of one learner. */
export const ofLearner = (learner: string) => ({ ...ofClass(), learner });

/** @throws ApiProblem */
export const loadClass = (): Promise<void> => detail.read(() => ask(api.read, { params: ofClass() }));

/** @throws ApiProblem */
export async function changeClass(change: ClassChange): Promise<void> {
  detail.value = await ask(api.change, { params: ofClass(), body: change });
}

/** @throws ApiProblem */
export async function changeLive(change: SentBody<typeof api.live>): Promise<void> {
  const live = await ask(api.live, { params: ofClass(), body: change });
  if (detail.value) detail.value = { ...detail.value, live };
}

/** @throws ApiProblem */
export async function changeInstructors(change: SentBody<typeof api.setInstructor>): Promise<void> {
  detail.value = await ask(api.setInstructor, { params: ofClass(), body: change });
}
