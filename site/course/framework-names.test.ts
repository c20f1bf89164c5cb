import { expect, test } from 'vitest';
import { frameworkNames } from '../code/framework-names.ts';
import { namedIn } from './framework-names.ts';

test('names are found as words, and nothing is lost', () => {
  const text = 'Docker and rootless Podman; LXD’s bridge, dockerd, Incus.';
  const parts = namedIn(text);
  expect(parts.map((part) => part.text).join('')).toBe(text);
  expect(parts.flatMap(({ framework }) => framework ?? [])).toEqual(['docker', 'podman', 'lxd', 'incus']);
  expect(namedIn('')).toEqual([]);
});

test('in the lesson they are dressed in text, and left in commands, links and headings', () => {
  const text = (value: string) => ({ type: 'text', value });
  const element = (tagName: string, ...children: object[]) => ({ type: 'element', tagName, children });
  const tree = element(
    'div',
    element('p', text('Docker runs '), element('code', text('Docker'))),
    element('h2', text('Docker')),
    element('p', element('a', text('Docker'))),
  );
  frameworkNames()(tree);
  const spans = JSON.stringify(tree).match(/"data-framework":"docker"/g);
  expect(spans).toHaveLength(1);
});
