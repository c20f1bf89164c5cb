import 'asciinema-player/dist/bundle/asciinema-player.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { KEY_HEADER } from '../../protocol/browser-key.ts';
import { fontFamily } from '../terminal/font.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { WithKeys } from '../ui/WithKeys.tsx';
import { asProblem } from '../wire/api.ts';
import { browserKey } from '../wire/browser-key.ts';
import { base } from '../words/base.ts';
import { words } from '../words/now.ts';
import { keepInView } from './in-view.ts';

/** Most seconds of a pause that are played. A longer pause is cut to this. */
const LONGEST_PAUSE = 2;

/** Plays the recording at an address. Its markers, where answers were given, are on the bar. */
export function Player({ file, label }: { file: string; label: string }) {
  const section = useRef<HTMLElement>(null);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!section.current || !place.current) return;
    section.current.focus({ preventScroll: true });
    return keepInView(section.current, place.current);
  }, [file]);
  const [failed, setFailed] = useState<unknown>();
  useEffect(() => {
    let dispose = (): void => {};
    let isGone = false;
    setFailed(undefined);
    import('asciinema-player')
      .then(({ create }) => {
        if (isGone || !place.current) return;
        const source = { url: base + file, fetchOpts: { headers: { [KEY_HEADER]: browserKey() } } };
        const player = create(source, place.current, {
          autoPlay: true,
          preload: true,
          idleTimeLimit: LONGEST_PAUSE,
          terminalFontFamily: fontFamily,
          theme: 'vethlab',
          fit: 'width',
          controls: true,
        });
        dispose = player.dispose;
      })
      .catch(setFailed);
    return () => {
      isGone = true;
      dispose();
    };
  }, [file]);
  return (
    <section ref={section} class="player" aria-label={label} tabIndex={-1}>
      {failed !== undefined && <ProblemNote problem={asProblem(failed)} />}
      {/* The player's own words are in English. */}
      <div ref={place} lang="en" />
      <p class="player-keys">
        <WithKeys text={words.recordings.keys} />
      </p>
    </section>
  );
}
