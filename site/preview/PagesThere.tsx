import { useEffect } from 'preact/hooks';
import { followMap } from '../map/follow.ts';
import { hostMap } from '../map/state.ts';
import { Wiring } from '../map/wiring.ts';
import { words } from '../words/now.ts';
import { pagesOn } from './pages.ts';
import { shownPage, showPage } from './state.ts';

/** The pages that the host publishes just now, to choose from. Once one is shown, the address field proposes them. */
export function PagesThere({ list }: { list: string }) {
  useEffect(followMap, []);
  const map = hostMap.value;
  const pages = map ? pagesOn(new Wiring(map)) : [];
  return (
    <>
      <datalist id={list}>
        {pages.map(({ url, by }) => (
          <option key={url} value={url}>
            {by}
          </option>
        ))}
      </datalist>
      {!shownPage.value?.shownAt && pages.length > 0 && (
        <section class="preview-pages" aria-label={words.preview.there}>
          <h3>{words.preview.there}</h3>
          <ul>
            {pages.map(({ url, by }) => (
              <li key={url}>
                <button type="button" class="button small" onClick={() => void showPage(url)}>
                  <code>{url}</code> <span>{by}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
