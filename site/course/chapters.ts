import { type CollectionEntry, getCollection } from 'astro:content';

/** One chapter in its place in the course. */
export interface Chapter {
  number: number;
  slug: string;
  href: string;
  title: string;
  summary: string;
  minutes: number;
  entry: CollectionEntry<'chapters'>;
}

/** All chapters in the order of their file names. */
export async function listChapters(): Promise<Chapter[]> {
  const entries = await getCollection('chapters');
  return entries
    .sort((a, b) => a.id.localeCompare(b.id))
    .map((entry, index) => ({
      number: index + 1,
      slug: entry.id,
      href: `/chapters/${entry.id}/`,
      ...entry.data,
      entry,
    }));
}

/** The chapters' titles with their numbers, for islands (site/shell/chapter-titles.ts). */
export const numberedTitles = async () =>
  (await listChapters()).map(({ slug, number, title }) => ({ slug, title: `${number}. ${title}` }));
