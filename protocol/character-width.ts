import { eastAsianWidth } from 'get-east-asian-width';

/** What xterm.js asks for the width of characters, in cells. The types of its page and of its headless terminal are the same in this. */
interface WidthProvider {
  readonly version: string;
  wcwidth(codepoint: number): 0 | 1 | 2;
  charProperties(codepoint: number, preceding: number): number;
}
interface Widths {
  register(provider: WidthProvider): void;
  activeVersion: string;
}
interface Unicode11 {
  activate(terminal: never): void;
}

const COMBINING = /^[\p{Mn}\p{Me}]$/u;

/**
 * The cells that each character takes for programs on a lab host. xterm.js knows Unicode 11, and the C library of the lab image (glibc 2.41)
 * knows Unicode 16: with the difference a line breaks elsewhere than the shell believes. Of all characters 117, none of which is typed in a
 * shell, keep another width than theirs.
 * @param unicode11 the addon of xterm.js, from which combining characters and joining come.
 */
export function characterWidths(unicode11: Unicode11): WidthProvider {
  const registered: WidthProvider[] = [];
  const register = (provider: WidthProvider) => registered.push(provider);
  unicode11.activate({ unicode: { register } } as never);
  const [known] = registered;
  if (!known) throw new Error('The addon for Unicode 11 of xterm.js has registered nothing.');
  return Object.assign(Object.create(known) as WidthProvider, {
    version: '16',
    wcwidth: (codepoint: number) => {
      const width = known.wcwidth(codepoint);
      // Up to U+0300 nothing has changed, and broken UTF-8 gives numbers that are no characters.
      if (width === 0 || codepoint < 0x300 || codepoint > 0x10ffff) return width;
      return COMBINING.test(String.fromCodePoint(codepoint)) ? 0 : eastAsianWidth(codepoint);
    },
  });
}

/** Has a terminal of xterm.js use them. */
export function useCharacterWidths(terminal: { unicode: Widths }, unicode11: Unicode11): void {
  const widths = characterWidths(unicode11);
  terminal.unicode.register(widths);
  terminal.unicode.activeVersion = widths.version;
}
