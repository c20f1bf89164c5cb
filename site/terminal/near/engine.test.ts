import { expect, test } from 'vitest';
import { FarTerminal, type Program } from './simulated.ts';

const SIZE = { cols: 20, rows: 4 };
const echo: Program = (key) => [{ ms: 1, text: key === '\x7f' ? '\b \b' : key }];
const silent: Program = () => [];
const BETWEEN = 100;
/** Bracketed paste: an editor of lines reads the keys. */
const EDITED = '\x1b[?2004h';

/** Types keys, 100 ms apart, at 200 ms of round trip. Returns what is seen after each event that changes it. */
async function seen(keys: string[], program: Program, before = '$ ', mode = EDITED): Promise<string[]> {
  const far = new FarTerminal(SIZE, () => 100);
  const views: string[] = [];
  far.print(-1000, mode + before);
  for (const [i, key] of keys.entries()) far.type(i * BETWEEN, key, program);
  far.onChange = () => {
    const view = far.rows().join('\n').trimEnd();
    if (view !== views.at(-1)) views.push(view);
  };
  await far.run();
  expect(far.engine.prediction).toBeUndefined();
  return views.slice(views.indexOf(before.trimEnd()) + 1);
}

test('the first key waits for its echo, and from then on each is seen as it is typed', async () => {
  const far = new FarTerminal(SIZE, () => 100);
  far.print(-1000, `${EDITED}$ `);
  for (const [i, key] of [...'abcd'].entries()) far.type(i * BETWEEN, key, echo);
  const views: string[] = [];
  far.onChange = () => {
    const { prediction } = far.engine;
    const { cursorX } = far.terminal.buffer.active;
    views.push(`${far.rows()[0]} ${prediction ? `${prediction.from} to ${prediction.col}` : cursorX}`);
  };
  await far.run();
  // The echo of a comes at 201 ms, when b and c have been typed.
  expect([...new Set(views)].slice(2)).toEqual([
    '$ abc 3 to 5',
    '$ abcd 3 to 6',
    '$ abcd 4 to 6',
    '$ abcd 5 to 6',
    '$ abcd 6',
  ]);
});

test('what is not echoed is never seen', async () => {
  expect(await seen([...'secret'], silent)).toEqual([]);
  expect(await seen(['x', '\x7f', ...'secret'], silent)).toEqual([]);
  expect(await seen([...'secret'], () => [{ ms: 1, text: '*' }])).toEqual([
    '$ *',
    '$ **',
    '$ ***',
    '$ ****',
    '$ *****',
    '$ ******',
  ]);
});

test('where no program edits what is typed, nothing is foreseen, since it may be a secret the next moment', async () => {
  const views = await seen([...'abc'], echo, '$ ', '');
  expect(views).toEqual(['$ a', '$ ab', '$ abc']);
});

test('a key that is echoed as another is gone with the output that says so', async () => {
  let typed = 0;
  const views = await seen([...'abcdef'], (key) => echo(++typed > 3 ? key.toUpperCase() : key));
  expect(views).toEqual(['$ abc', '$ abcd', '$ abcde', '$ abcdef', '$ abcD', '$ abcDE', '$ abcDEF']);
});

test('an echo that stops is gone when the server says that there is none', async () => {
  let typed = 0;
  const views = await seen([...'abcd'], (key) => (++typed > 2 ? [] : echo(key)));
  expect(views).toEqual(['$ abc', '$ abcd', '$ ab']);
});

test('wide characters and those of several bytes are foreseen, combining ones are waited for', async () => {
  expect(await seen(['a', 'b', 'c', '李', 'é', '\x7f'], echo)).toContain('$ abc李é');
  const combined = await seen(['a', 'b', 'c', '\u0301', 'd'], echo);
  expect(combined).toEqual(['$ abc', '$ abc\u0301', '$ abc\u0301d']);
});

test('at the right margin it waits', async () => {
  const views = await seen([...'0123456789'], echo, `$ ${'.'.repeat(12)}`);
  expect(views.filter((view) => view.includes('\n'))[0]).toBe(`$ ${'.'.repeat(12)}012345\n6`);
});

test('Enter ends what is foreseen, and leaves what was typed before it in its place', async () => {
  let line = '';
  const shell: Program = (key) => {
    line += key;
    return echo(key === '\r' ? '\r\n$ ' : key);
  };
  const views = await seen([...'abcd', '\r', ...'efgh'], shell);
  expect(views.slice(0, 4)).toEqual(['$ abc', '$ abcd', '$ abcd\n$', '$ abcd\n$ efg']);
  expect(line).toBe('abcd\refgh');
});
