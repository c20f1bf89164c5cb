import { desk as en } from './en/desk.ts';
import { language, loadWords } from './now.ts';
import { others } from './others.ts';
import type { DeskWords } from './type.ts';

/** The desk's words in the page's language, as `words` of now.ts: to be read when something is drawn. */
export let desk: DeskWords;
if (language === 'en') desk = en;

/** The scripts of the desk's pages wait for this, which loads all other words too. */
export async function loadDeskWords(): Promise<void> {
  const other = language === 'en' ? undefined : others[language].desk();
  await loadWords();
  if (other) desk = await other;
}
