import type { Signal } from '@preact/signals';
import type { WallScreen } from '../../../protocol/desk/wall.ts';
import { desk } from '../../words/desk-now.ts';

/** Width of a letter of the terminals' font, as a share of its size. */
const LETTER = 0.6;

/** A terminal's text, as large as its columns fit into the card: the container's width is 100cqw. */
export function ScreenText({ screen }: { screen: Signal<WallScreen | undefined> }) {
  const shown = screen.value;
  if (!shown) return <p class="screen-none">{desk.wall.noTerminal}</p>;
  return <pre style={{ fontSize: `${100 / (shown.cols * LETTER)}cqw` }}>{shown.lines.join('\n')}</pre>;
}
