import { expect, test } from 'vitest';
import { clipboardRequest } from './clipboard-request.ts';

const asked = (text: string) => `c;${Buffer.from(text).toString('base64')}`;

test('reads the text that a program wants to put on the clipboard', () => {
  expect(clipboardRequest(asked('docker ps\nübung 🐳'))).toBe('docker ps\nübung 🐳');
});

test.each([
  ['a question for what is on it', 'c;?'],
  ['nothing', 'c;'],
  ['no base64', 'c;äöü'],
  ['bytes that are no text', 'c;//79'],
  ['what is too long', asked('x'.repeat(200_000))],
])('takes no notice of %s', (_, data) => {
  expect(clipboardRequest(data)).toBeUndefined();
});
