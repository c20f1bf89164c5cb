import { type Problem, type ProblemKind, problemKinds } from '../../protocol/problem.ts';
import { words } from '../words/now.ts';

/** A problem in the page's language, if that has words for it. */
export interface Said {
  title: string;
  detail: string;
  /** The language of the lab server's own text, which is English. */
  titleLanguage?: 'en';
  detailLanguage?: 'en';
}

export function inWords({ type, title, detail }: Problem): Said {
  if (isOwn(type)) return { title, detail };
  const kind = kindOf(type);
  const known = kind && words.problems.titles[kind];
  const fixed = kind && words.problems.details[kind];
  return {
    title: known ?? title,
    detail: fixed ?? detail,
    ...(known ? {} : { titleLanguage: 'en' }),
    ...(fixed ? {} : { detailLanguage: 'en' }),
  };
}

const OWN = ['no-answer', 'unreadable-answer', 'page'];
/** Text of this page, in its language. */
const isOwn = (type: string) => OWN.some((kind) => type === `/problems/${kind}`);

function kindOf(type: string): ProblemKind | undefined {
  const kind = type.replace('/problems/', '');
  return kind in problemKinds ? (kind as ProblemKind) : undefined;
}
