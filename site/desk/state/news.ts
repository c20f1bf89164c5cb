import { batch, type Signal, signal } from '@preact/signals';

/** Counts of the changes of a list that the lab server has told of. Whoever shows the list reads it again when they grow. */
export const marksNews = signal(0);
export const auditNews = signal(0);
/** Of points that were handed to the LMS by hand. */
export const lmsNews = signal(0);
const ofLearner = new Map<string, Signal<number>>();

/** The same for the attempts, disputes, hints and points of one learner. */
export function marksNewsOf(learner: string): Signal<number> {
  const known = ofLearner.get(learner) ?? signal(0);
  ofLearner.set(learner, known);
  return known;
}

export function tellMarks(learners: readonly string[]): void {
  batch(() => {
    for (const one of [marksNews, ...learners.map(marksNewsOf)]) one.value += 1;
  });
}

export function tellAudit(): void {
  auditNews.value += 1;
}

/** To be called when changes may have been missed. */
export function tellAll(): void {
  batch(() => {
    tellMarks([...ofLearner.keys()]);
    tellAudit();
  });
}
