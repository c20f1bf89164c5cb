import { useEffect } from 'preact/hooks';
import type { ClassDetail } from '../../../protocol/desk/class.ts';
import type { LmsOfClass } from '../../../protocol/lms.ts';
import { loadLmsOfClass } from '../state/lms.ts';
import { lmsNews, marksNews } from '../state/news.ts';
import { type Remote, useRemote } from '../use-remote.ts';

/** Pause in ms between two looks at points that are on their way. */
const EVERY = 5_000;

/** The courses of an LMS whose learners come into the class. They are read again with the grades, and while points wait to be sent. */
export function useLms(here: ClassDetail): Remote<LmsOfClass> {
  const lms = useRemote(loadLmsOfClass, [marksNews.value, lmsNews.value, here]);
  const { value } = lms;
  useEffect(() => {
    const waits = value?.courses.some(({ scores }) => scores.some(({ state }) => state === 'waiting'));
    if (!waits) return;
    const timer = setTimeout(() => void lms.reload(), EVERY);
    return () => clearTimeout(timer);
  }, [value]);
  return lms;
}
