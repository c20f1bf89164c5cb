import { desk as deskDe } from '../../site/words/de/desk.ts';
import { de } from '../../site/words/de.ts';
import { en } from '../../site/words/en.ts';
import type { LearnerPage } from './browser.ts';

/** All words without values in them. */
const textsOf = (words: object): string[] =>
  Object.values(words).flatMap((word) =>
    typeof word === 'string' ? [word] : typeof word === 'object' ? textsOf(word) : [],
  );
const german = new Set([...textsOf(de), ...textsOf(deskDe)]);
const english = textsOf(en).filter((text) => text !== '' && !german.has(text));

/** English words of the pages that stand where the page is marked as German. */
export async function leftInEnglish({ page }: LearnerPage): Promise<string[]> {
  const said = await page.evaluate(() => {
    const all: string[] = [];
    for (const element of document.body.querySelectorAll('*')) {
      if (element.closest('[lang]')?.getAttribute('lang') !== 'de' || element.closest('script, style'))
        continue;
      const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      all.push(...texts.map((node) => node.textContent ?? ''));
      for (const name of ['aria-label', 'title', 'placeholder']) all.push(element.getAttribute(name) ?? '');
    }
    return all.map((text) => text.replace(/\s+/g, ' ').trim());
  });
  return english.filter((text) => said.includes(text));
}
