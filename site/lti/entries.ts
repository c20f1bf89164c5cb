import type { LmsItem } from '../../protocol/lms.ts';

/** What a course of an LMS can link to, as the site was built. Titles have their numbers. */
export interface Choices {
  course: string;
  chapters: { slug: string; title: string }[];
  exercises: { id: string; title: string; points: number; chapter: string }[];
}

export interface Entry {
  key: string;
  title: string;
  /** All that can be had there; 0 for a chapter without exercises. */
  points: number;
  item: LmsItem;
}

export type Group = 'course' | 'exercises' | 'chapters';

/** The entries of each group, in the order of the page. */
export function groupsOf({ course, chapters, exercises }: Choices): [Group, Entry[]][] {
  const pointsOf = (own: Choices['exercises']): number => own.reduce((sum, { points }) => sum + points, 0);
  return [
    [
      'course',
      [{ key: 'course', title: course, points: pointsOf(exercises), item: { course: true, title: course } }],
    ],
    [
      'exercises',
      exercises.map(({ id, title, points }) => ({
        ...{ key: `exercise ${id}`, title, points },
        item: { exercise: id },
      })),
    ],
    [
      'chapters',
      chapters.map(({ slug, title }) => ({
        ...{ key: `chapter ${slug}`, title },
        points: pointsOf(exercises.filter(({ chapter }) => chapter === slug)),
        item: { chapter: slug, title },
      })),
    ],
  ];
}

/** Those whose titles have all the words of a text. */
export function matching(entries: readonly Entry[], text: string): Entry[] {
  const wanted = text.toLocaleLowerCase().split(/\s+/);
  return entries.filter(({ title }) => wanted.every((word) => title.toLocaleLowerCase().includes(word)));
}
