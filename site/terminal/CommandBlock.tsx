import { gapIn } from '../../protocol/gap.ts';
import { language, words } from '../words/now.ts';

interface Props {
  command: string;
  /** Replaces the usual words of the button that runs it. */
  runs?: string;
  onRun?: (() => void) | undefined;
}

/** A command of the course or of an instructor, with the buttons of site/components/BlockBar.astro. site/shell/block-buttons.ts listens for both. */
export function CommandBlock({ command, runs, onRun }: Props) {
  const { blocks } = words;
  const gap = gapIn(command);
  const spoken = (
    <span class="visually-hidden" lang="en">
      {' '}
      {command}
    </span>
  );
  return (
    <figure class="block runnable">
      <figcaption lang={language}>
        <span class="block-title">{blocks.onHost}</span>
        <button type="button" class="block-button" data-copy={command}>
          <span class="icon-copy" aria-hidden="true" />
          <span class="block-word">{blocks.copy}</span>
          {spoken}
        </button>
        <button
          type="button"
          class="block-button primary"
          data-run={command}
          onClick={onRun}
          title={gap ? blocks.insertTitle(gap.text) : blocks.runTitle}
        >
          <span class="icon-run" aria-hidden="true" />
          <span class="block-word">{gap ? blocks.insert : (runs ?? blocks.run)}</span>
          {spoken}
        </button>
      </figcaption>
      <pre>
        <code>{command}</code>
      </pre>
    </figure>
  );
}
