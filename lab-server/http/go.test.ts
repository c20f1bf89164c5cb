import { expect, test } from 'vitest';
import { startLab } from '../testing/lab.ts';

const follow = async (url: string) => {
  const { status, headers } = await fetch(url, { redirect: 'manual' });
  return [status, headers.get('location')];
};

test('a link to an exercise leads to its card, with the class code that it has', async () => {
  const { url } = await startLab();
  expect(await follow(`${url}/go/word`)).toEqual([302, '/chapters/files/#word']);
  expect(await follow(`${url}/go/word/?code=ABC-DEF`)).toEqual([302, '/chapters/files/?code=ABC-DEF#word']);
  expect(await follow(`${url}/de/go/word?code=ABC-DEF`)).toEqual([
    302,
    '/de/chapters/files/?code=ABC-DEF#word',
  ]);
});

test('it leads to no other site, and an exercise that there is not to no page', async () => {
  const { url } = await startLab();
  expect(await follow(`${url}/go/word?code=//evil.example/%0d%0aX:%20y&next=https://evil.example`)).toEqual([
    302,
    '/chapters/files/?code=%2F%2Fevil.example%2F%0D%0AX%3A+y#word',
  ]);
  for (const path of [
    '/go/nothing',
    '/go/',
    '/go/__proto__',
    '/evil.example/go/word',
    '/go/word?code=a&code=b',
  ])
    expect(await follow(url + path)).toEqual(
      path.includes('code=a') ? [302, '/chapters/files/#word'] : [404, null],
    );
});
