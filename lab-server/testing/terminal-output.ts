import fc from 'fast-check';

const escaped = (text: string) => `\x1b${text}`;
const small = fc.integer({ min: 1, max: 12 });
const colour = fc.oneof(
  fc.constantFrom('0', '', '1', '3', '4', '7', '22', '01;31', '0;32', '39', '49'),
  fc
    .integer({ min: 30, max: 47 })
    .filter((code) => code !== 38)
    .map(String),
  fc.nat(255).map((index) => `38;5;${index}`),
  fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)).map((rgb) => `48;2;${rgb.join(';')}`),
);

/** Something a program may print: text, lines, colours, movements, erasing, modes. It has few switches of modes, as programs do. */
export const printed = fc.oneof(
  { weight: 8, arbitrary: fc.string({ maxLength: 30 }).map((text) => text.replaceAll(/[^ -~]/g, '-')) },
  { weight: 2, arbitrary: fc.constantFrom('é', '李世民', '😀', 'a\u0301', '\t') },
  { weight: 4, arbitrary: fc.constantFrom('\r\n', '\n', '\r', '\b') },
  { weight: 4, arbitrary: colour.map((code) => escaped(`[${code}m`)) },
  { weight: 2, arbitrary: fc.tuple(small, small).map(([row, column]) => escaped(`[${row};${column}H`)) },
  {
    weight: 2,
    arbitrary: fc.tuple(small, fc.constantFrom(...'ABCDGdLMPX@')).map(([n, f]) => escaped(`[${n}${f}`)),
  },
  // Not [1J, for which xterm.js throws now and then.
  { weight: 1, arbitrary: fc.constantFrom('[J', '[2J', '[K', '[1K', '[2K').map(escaped) },
  { weight: 1, arbitrary: fc.constantFrom(...modes()).map(escaped) },
);

function modes(): string[] {
  const each = ['1', '25', '1000', '1002', '1004', '1006', '2004'];
  return [
    '[3;8r',
    '[r',
    'c',
    '[!p',
    '[?1049h',
    '[?1049l',
    ...each.flatMap((mode) => [`[?${mode}h`, `[?${mode}l`]),
  ];
}
