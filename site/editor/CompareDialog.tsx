import { useModal } from '../ui/use-modal.ts';
import { words } from '../words/now.ts';
import { type ComparedLine, compare } from './compare.ts';

interface Props {
  theirs: string;
  mine: string;
  onClose: () => void;
}

/** Lines around what differs. */
const AROUND = 3;

/** What differs between the learner's text and that of the host. */
export function CompareDialog({ theirs, mine, onClose }: Props) {
  const dialog = useModal(true);
  const said = words.editor.changed;
  return (
    <dialog ref={dialog} class="dialog compare" aria-labelledby="compare-title" onClose={onClose}>
      <h2 id="compare-title">{said.compareTitle}</h2>
      <p>{said.compareSigns}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keys */}
      <section class="compared" tabIndex={0} aria-labelledby="compare-title">
        {near(compare(theirs, mine)).map((line, at) => (
          <Line key={at} line={line} />
        ))}
      </section>
      <div class="row">
        <button type="button" class="button primary" onClick={() => dialog.current?.close()}>
          {words.files.close}
        </button>
      </div>
    </dialog>
  );
}

function Line({ line }: { line: ComparedLine | undefined }) {
  if (!line) return <p class="compared-gap">…</p>;
  const { changed } = words.editor;
  const whose = { both: '', theirs: changed.inTheirs, mine: changed.inMine }[line.in];
  return (
    <p data-in={line.in}>
      <span class="visually-hidden">{whose} </span>
      {line.text || ' '}
    </p>
  );
}

/** The lines that differ with those around them; undefined where others are left out. */
function near(lines: ComparedLine[]): (ComparedLine | undefined)[] {
  const isNear = lines.map((_, at) =>
    lines.slice(Math.max(0, at - AROUND), at + AROUND + 1).some((line) => line.in !== 'both'),
  );
  return lines.flatMap((line, at) => (isNear[at] ? [line] : isNear[at - 1] || at === 0 ? [undefined] : []));
}
