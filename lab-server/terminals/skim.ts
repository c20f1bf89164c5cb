// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what it looks for
const SEQUENCE = /\x1b(?:\[([?>!]?)([0-9;:]*)([hlmrp])|([c=>])|([()])[0-9A-Za-z])/y;
const MOST_MODES = 256;
const MOST_COLOURS = 64;
/** DECTCEM, by which the cursor is hidden. */
const CURSOR = '?25';

/**
 * Everything that a stretch of output leaves switched on or off, without its text: modes (alternate screen, mouse, pasting, margins),
 * character sets and the colour in force. This is much shorter than the stretch, and of bounded length.
 *
 * A flood is skimmed in this way, since drawing all of it for a screen that nobody asked for would cost more than sending it.
 */
export function skimModes(stretch: Buffer): Buffer {
  const modes = new Map<string, string>();
  const colours: string[] = [];
  for (const [sequence, prefix, params = '', final, single, charset] of sequencesIn(
    stretch.toString('latin1'),
  )) {
    if (final === 'm') {
      if (prefix) continue;
      if (/^0*(;|$)/.test(params)) colours.length = 0;
      colours.push(sequence);
      if (colours.length > MOST_COLOURS) colours.shift();
      continue;
    }
    if (single === 'c') forgetModes(modes);
    // Both kinds of reset take the colour away.
    if (single === 'c' || final === 'p') colours.length = 0;
    for (const set of modesSetBy({ sequence, prefix, params, final, single, charset })) {
      // A mode that is set again moves to the end, so that the order is that of the last setting of each.
      modes.delete(set.key);
      modes.set(set.key, set.sequence);
      if (modes.size > MOST_MODES) modes.delete(modes.keys().next().value ?? '');
    }
  }
  // CAN first: the stretch may begin inside a sequence.
  return Buffer.from(`\x18${[...modes.values()].join('')}${colours.join('')}`, 'latin1');
}

/** Most text has few escapes or none, and is looked through for them many times faster than by the expression. */
function* sequencesIn(text: string): Generator<RegExpExecArray> {
  for (let at = text.indexOf('\x1b'); at >= 0; at = text.indexOf('\x1b', at + 1)) {
    SEQUENCE.lastIndex = at;
    const found = SEQUENCE.exec(text);
    if (found) yield found;
  }
}

/** What a full reset does: xterm.js then forgets all but whether the cursor is hidden. */
function forgetModes(modes: Map<string, string>): void {
  for (const mode of modes.keys()) if (mode !== CURSOR) modes.delete(mode);
}

/** The modes that a sequence sets, each with a sequence that sets it alone. There are none where it leaves nothing behind, such as a report. */
function modesSetBy({
  sequence = '',
  prefix = '',
  params = '',
  final = '',
  single = '',
  charset = '',
}): { key: string; sequence: string }[] {
  if (final === 'h' || final === 'l') {
    return params
      .split(';')
      .map((mode) => ({ key: `${prefix}${mode}`, sequence: `\x1b[${prefix}${mode}${final}` }));
  }
  if (charset) return [{ key: charset, sequence }];
  if (single) return [{ key: `escape ${single === 'c'}`, sequence }];
  if (final === 'r' && prefix === '') return [{ key: 'margins', sequence }];
  if (final === 'p' && prefix === '!') return [{ key: 'soft reset', sequence }];
  return [];
}
