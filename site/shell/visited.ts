import { keep, kept } from './kept.ts';

const KEY = 'read';
const LAST = 'last-chapter';

/** The chapters that were read to the end in this browser, by their slugs. */
export function readChapters(): Set<string> {
  return new Set((kept(KEY) ?? '').split(' ').filter(Boolean));
}

/** The chapter that was opened last in this browser. */
export const lastChapter = (): string | undefined => kept(LAST) ?? undefined;

/** Marks the chapters that were read to the end, in every list of chapters on the page. */
export function showRead(): void {
  const read = readChapters();
  for (const link of document.querySelectorAll<HTMLElement>('[data-chapter]')) {
    const mark = link.querySelector<HTMLElement>('.read');
    if (mark) mark.hidden = !read.has(link.dataset.chapter ?? '');
  }
}

/** Notes that the chapter was opened. It counts as read when its end has been on the screen. */
export function watchReading(article: HTMLElement): void {
  const slug = article.dataset.read;
  const end = article.lastElementChild;
  if (!slug || !end) return;
  keep(LAST, slug);
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    keep(KEY, [...readChapters().add(slug)].join(' '));
    showRead();
  });
  observer.observe(end);
}
