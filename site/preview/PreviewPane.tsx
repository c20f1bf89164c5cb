import type { ComponentType } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { mapAllowed } from '../map/state.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { words } from '../words/now.ts';
import { previewSize, setPreviewSize, shownPage, showPage } from './state.ts';

const LIST = 'preview-pages';

/** The web page of a container: its address, and the page in a frame of another origin than this page. */
export function PreviewPane() {
  const page = shownPage.value;
  const field = useRef<HTMLInputElement>(null);
  // The focus moves before the next key, since whoever opens the pane types at once.
  useLayoutEffect(() => {
    if (!field.current) return;
    if (page) field.current.value = page.url;
    else field.current.focus();
  }, [page?.count]);
  const There = useThere();
  const isFull = previewSize.value === 'full';
  const close = (): void => {
    setPreviewSize('none');
    document.getElementById('preview-button')?.focus();
  };
  return (
    <section
      class="preview"
      id="preview"
      aria-label={words.preview.title}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <form
        class="preview-bar"
        onSubmit={(event) => {
          event.preventDefault();
          if (field.current?.value.trim()) void showPage(field.current.value);
        }}
      >
        <IconButton
          icon="reload"
          name={words.preview.reload}
          onClick={() => page && void showPage(page.url)}
        />
        <input
          ref={field}
          type="text"
          inputMode="url"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          list={LIST}
          aria-label={words.preview.address}
        />
        <button type="submit" class="button small">
          {words.preview.go}
        </button>
        {page?.shownAt && (
          <a class="quiet" href={page.shownAt} target="_blank" rel="noopener" title={words.preview.window}>
            <span class="visually-hidden">{words.preview.window}</span>
            <span aria-hidden="true">↗</span>
          </a>
        )}
        <button type="button" class="quiet larger" onClick={() => setPreviewSize(isFull ? 'beside' : 'full')}>
          {isFull ? words.map.smaller : words.map.larger}
        </button>
        <IconButton icon="close" name={words.preview.close} onClick={close} />
      </form>
      {page?.problem && <ProblemNote problem={page.problem} />}
      {There && <There list={LIST} />}
      {page?.shownAt ? (
        <iframe
          key={page.count}
          class="preview-page"
          title={words.preview.pageOf(page.url)}
          src={page.shownAt}
          sandbox="allow-scripts allow-same-origin allow-forms allow-popups allow-modals allow-downloads"
        />
      ) : (
        <p class="preview-hint">{page && !page.problem ? words.preview.opening : words.preview.hint}</p>
      )}
    </section>
  );
}

/** The list of the pages there are, which is fetched with the pane. There is none where the map would show answers. */
function useThere(): ComponentType<{ list: string }> | undefined {
  const [There, setThere] = useState<ComponentType<{ list: string }>>();
  const isAllowed = mapAllowed.value;
  useEffect(() => {
    if (isAllowed && !There)
      void import('./PagesThere.tsx').then((module) => setThere(() => module.PagesThere));
  }, [isAllowed]);
  return isAllowed ? There : undefined;
}
