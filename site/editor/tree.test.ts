import { expect, test } from 'vitest';
import { type Row, rowAfter } from './tree.ts';

const row = (path: string, level: number, isOpen = false): Row => ({
  path,
  name: path.slice(path.lastIndexOf('/') + 1),
  kind: isOpen ? 'folder' : 'file',
  level,
  isOpen,
  place: 1,
  count: 1,
});
const list = [row('/web', 1, true), row('/web/conf', 2), row('/web/index', 2), row('/notes', 1)];
const at = (index: number) => list[index] as Row;

test.each([
  ['ArrowDown', 0, '/web/conf'],
  ['ArrowUp', 3, '/web/index'],
  ['ArrowUp', 0, undefined],
  ['ArrowDown', 3, undefined],
  ['ArrowRight', 0, '/web/conf'],
  ['ArrowRight', 1, undefined],
  ['ArrowLeft', 2, '/web'],
  ['ArrowLeft', 3, undefined],
  ['Home', 2, '/web'],
  ['End', 0, '/notes'],
  ['n', 0, '/notes'],
  ['C', 3, '/web/conf'],
  ['w', 3, '/web'],
  ['Tab', 0, undefined],
])('%s in row %i leads to %s', (key, from, to) => {
  expect(rowAfter(key, list, at(from))?.path).toBe(to);
});
