import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isTypedAs } from './names.ts';

test.each([
  [
    'Sean O’Brien',
    ["Sean O'Brien", 'sean obrien', 'Sean O Brien', 'SEAN O`BRIEN', 'O´Brien Sean', 'OʼBrien, Sean'],
  ],
  ['José Núñez-García', ['Jose Nunez Garcia', 'josé nuñez-garcía', 'Núñez García José', 'José NúñezGarcía']],
  ['Jürgen Groß', ['Jurgen Gross', 'Juergen Gross', 'Groß, Jürgen', 'jürgen gross ']],
  ['Søren Ångström', ['Soren Angstrom', 'Soeren Aangstroem', 'Ångström Søren']],
  ['Łukasz Żółć', ['Lukasz Zolc']],
  ['Anna van der Berg', ['van der Berg Anna', 'van der Berg, Anna', 'anna vanderberg', 'Anna Van Der Berg']],
  ['Jean-Luc Picard', ['Jean Luc Picard', 'Jeanluc Picard', 'Jean‑Luc Picard', 'Picard Jean-Luc']],
  ['Алёна Королёва', ['Алена Королева', 'Королёва Алёна']],
  ['Γιώργος Παππάς', ['Γιωργος Παππας']],
  ['Nguyễn Thị Hoa', ['Nguyen Thi Hoa', 'Hoa Nguyen Thi']],
])('%s is typed in these ways', (name, typed) => {
  for (const one of typed) expect([one, isTypedAs(one, name)]).toEqual([one, true]);
});

test.each([
  ['Anna Maria Berg', ['Maria Anna Berg', 'Anna Berg', 'Anna Mario Berg', 'Anna']],
  ['Ann Lee', ['An Nlee', 'Anne Lee', 'Ann Le', 'Lee']],
  ['Jürgen Groß', ['Jorgen Gross', 'Jürgen Gros']],
  ['Muller', ['Mueller']],
  ['ＡＢＣ', ['A B D']],
  ['कमल', ['कमला', 'कमली']],
  ['…', ['-', '']],
])('%s is not meant by any of these', (name, typed) => {
  for (const one of typed) expect([one, isTypedAs(one, name)]).toEqual([one, false]);
});

test('a name is typed as itself in any case, and with its words turned', () => {
  const word = fc.stringMatching(/^[a-zà-öß]{2,9}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), fc.nat(3), (words, by) => {
      const turned = [...words.slice(by % words.length), ...words.slice(0, by % words.length)];
      expect(isTypedAs(turned.join('  ').toUpperCase(), words.join(' '))).toBe(true);
    }),
  );
});
