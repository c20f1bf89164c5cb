/**
 * Output that a program may print without end: `begin` once, then `again` over and over. The KiB are as many as show whether memory stays
 * bounded; 2,048 when left out.
 */
export const endless: Record<string, { begin?: string; again: string; kib?: number }> = {
  'combining characters on one cell': { begin: 'a', again: '\u0301' },
  'combining characters on every cell': { again: `a${'\u0301\u20dd'.repeat(50)}` },
  'joiners without a width': { begin: 'a', again: '\u200d\u200b\ufe0f' },
  'combining characters with what no terminal shows between': { begin: 'a', again: '\u0301\x7f\u0301\x7f' },
  'a title without an end': { begin: '\x1b]2;', again: 'title ' },
  'a title without an end, by its one character': { begin: '\u009d2;', again: 'title ' },
  'long titles put on their stack': { again: `\x1b]2;${'t'.repeat(100_000)}\x07\x1b[22t` },
  'a device control string without an end': { begin: '\x1bP$q', again: 'm' },
  'a device control string that BEL does not end': { begin: '\x1bP$q\x07', again: 'm' },
  'an application command without an end': { begin: '\x1b_G', again: 'a=T,' },
  'links on one line': { again: '\x1b]8;;http://a.example/\x07a\r' },
  'links with a number on one line': { again: '\x1b]008;id=1;http://a.example/\x1b\\a\r' },
  'long links': { again: `\x1b]8;;http://${'a'.repeat(50_000)}\x07a\x1b[H` },
  'a character repeated as often as there are numbers': { again: 'a\x1b[2147483647b', kib: 256 },
  'a cluster repeated': { again: `a${'\u0301'.repeat(40)}\x1b[2147483647b` },
  'lines scrolled up': { again: '\x1b[2147483647S', kib: 64 },
  'lines scrolled down': { again: '\x1b[2147483647T', kib: 64 },
  'lines put in': { again: '\x1b[2147483647L', kib: 64 },
  'lines taken out': { again: '\x1b[2147483647M', kib: 64 },
  'columns scrolled': { again: '\x1b[2147483647 @\x1b[2147483647 A', kib: 256 },
  'columns put in': { again: "\x1b[2147483647'}\x1b[2147483647'~", kib: 256 },
  'tabs forth and back': { again: '\x1b[2147483647I\x1b[2147483647Z', kib: 256 },
  'characters put in and taken out': {
    again: 'a\r\x1b[2147483647@\x1b[2147483647P\x1b[2147483647X',
    kib: 256,
  },
  'a sequence without an end': { begin: '\x1b[', again: '1;' },
  'colours of every kind': { again: '\x1b[1;3;4:3;38;2;1;2;3;48:2::9:8:7;58;5;9ma' },
  'palette set anew': { again: '\x1b]4;1;rgb:ff/00/00\x07' },
  'other screens': { again: '\x1b[?1049ha\x1b[?1049l\x1b[?47hb\x1b[?47l', kib: 256 },
  'cursors kept': { again: '\x1b7\x1b[s' },
  'tab stops': { again: ' \x1bH' },
  'bytes that are no text': { again: '\x00\x80\xff' },
};
