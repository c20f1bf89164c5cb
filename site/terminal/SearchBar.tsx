import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from '../ui/IconButton.tsx';
import { words } from '../words/now.ts';
import { foundColours, shade } from './colours.ts';
import { searching } from './searching.ts';
import { viewOf } from './views.ts';

/** Searches a terminal's output. Enter goes to the one before, Shift+Enter to the next, Escape back to the shell. */
export function SearchBar({ id }: { id: string }) {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [result, setResult] = useState<{ index: number; count: number }>();

  useLayoutEffect(() => {
    field.current?.focus();
    // Makes room at once, since resizing removes the terminal's selection, from which a search goes on.
    viewOf(id)?.fit();
  }, [id]);
  useEffect(() => {
    const listening = viewOf(id)?.search.onDidChangeResults(({ resultIndex, resultCount }) =>
      setResult({ index: resultIndex, count: resultCount }),
    );
    return () => {
      listening?.dispose();
      viewOf(id)?.search.clearDecorations();
    };
  }, [id]);

  const find = (direction: 'previous' | 'next', sought = text, incremental = false): void => {
    const search = viewOf(id)?.search;
    if (direction === 'next') search?.findNext(sought, { decorations: foundColours[shade()] });
    else search?.findPrevious(sought, { decorations: foundColours[shade()], incremental });
  };
  const close = (): void => {
    searching.value = undefined;
    viewOf(id)?.focus();
  };
  return (
    <search class="search-bar">
      <input
        ref={field}
        class="input small"
        type="search"
        aria-label={words.terminal.find.field}
        placeholder={words.terminal.find.placeholder}
        value={text}
        onInput={({ currentTarget: { value } }) => {
          setText(value);
          find('previous', value, true);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') find(event.shiftKey ? 'next' : 'previous');
          if (event.key === 'Escape') close();
        }}
      />
      <output class="search-count">{text && result ? inWords(result) : ''}</output>
      <IconButton
        icon="previous"
        name={words.terminal.find.earlier}
        keys="Enter"
        onClick={() => find('previous')}
      />
      <IconButton
        icon="next"
        name={words.terminal.find.later}
        keys="Shift+Enter"
        onClick={() => find('next')}
      />
      <IconButton icon="close" name={words.terminal.find.end} keys="Escape" onClick={close} />
    </search>
  );
}

function inWords({ index, count }: { index: number; count: number }): string {
  if (count === 0) return words.terminal.find.nothing;
  // Beyond a thousand matches xterm.js does not say which one is selected.
  return index < 0 ? `${count}+` : words.terminal.find.place(index + 1, count);
}
