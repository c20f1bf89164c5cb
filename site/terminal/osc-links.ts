import type { Terminal } from '@xterm/xterm';

/** Links that a terminal has at once. xterm.js keeps each for as long as its line lasts, however often the line is printed anew. */
export const MOST_LINKS = 1000;

/** Lets programs print links (OSC 8, as `ls --hyperlink` does), which are underlined. The text of those beyond the most is there without its link. */
export function linkByPrograms(terminal: Terminal, follow: (uri: string) => void): void {
  let count = 0;
  terminal.parser.registerOscHandler(8, (data) => {
    // `parameters;address`. Without an address it ends a link.
    const isEnd = data.indexOf(';') === data.length - 1;
    if (isEnd) return false;
    if (count >= MOST_LINKS) return true;
    count += 1;
    terminal.registerMarker(0).onDispose(() => {
      count -= 1;
    });
    return false;
  });
  const { element } = terminal;
  terminal.options.linkHandler = {
    activate: (_, uri) => follow(uri),
    // The text may say anything. Where it leads is shown as a browser shows it.
    hover: (_, uri) => element?.setAttribute('title', uri),
    leave: () => element?.removeAttribute('title'),
  };
}
