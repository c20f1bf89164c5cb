import { keep, kept } from './kept.ts';

const KEY = 'read';

function readChapters(): Set<string> {
  return new Set((kept(KEY) ?? '').split(' ').filter(Boolean));
}

/** Marks the chapters that were read to the end, in every list of chapters on the page. */
export function showRead(): void {
  const read = readChapters();
  for (const link of document.querySelectorAll<HTMLElement>('[data-chapter]')) {
    const mark = link.querySelector<HTMLElement>('.read');
    if (mark) mark.hidden = !read.has(link.dataset.chapter ?? '');
  }
}

/** A chapter counts as read when its end has been on the screen. */
export function watchReading(article: HTMLElement): void {
  const slug = article.dataset.read;
  const end = article.lastElementChild;
  if (!slug || !end) return;
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    keep(KEY, [...readChapters().add(slug)].join(' '));
    showRead();
  });
  observer.observe(end);
}
