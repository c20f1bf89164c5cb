import { useEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from '../ui/IconButton.tsx';
import { words } from '../words/now.ts';
import { GivenNotes } from './GivenNotes.tsx';
import { giveFiles, given } from './state.ts';

/** Takes files that are dropped onto the terminals, in which it lies. */
export function DropPlace() {
  const element = useRef<HTMLDivElement>(null);
  const [isOver, setOver] = useState(false);
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const place = element.current?.closest<HTMLElement>('[data-terminals]');
    if (!place) return;
    const isFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const over = (event: DragEvent): void => {
      if (!isFiles(event)) return;
      // Otherwise the browser would show the file in place of the page.
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (!place.contains(event.relatedTarget as Node | null)) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      if (!isFiles(event)) return;
      event.preventDefault();
      setOver(false);
      setShown(true);
      void giveFiles([...(event.dataTransfer?.files ?? [])]);
    };
    const stopper = new AbortController();
    const { signal } = stopper;
    // This listens before the terminal, which would take a drop for text.
    place.addEventListener('dragover', over, { signal, capture: true });
    place.addEventListener('dragleave', leave, { signal, capture: true });
    place.addEventListener('drop', drop, { signal, capture: true });
    return () => stopper.abort();
  }, []);
  return (
    <div ref={element} class="drop-place" data-over={isOver}>
      {isOver && <p>{words.files.drop}</p>}
      {isShown && given.value.length > 0 && (
        <div class="screen-line dropped">
          <GivenNotes />
          <IconButton icon="close" name={words.files.close} onClick={() => setShown(false)} />
        </div>
      )}
    </div>
  );
}
