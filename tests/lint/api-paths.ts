// Part of npm test: a path of the API stands in its contract (protocol/api) and nowhere else, so that a change there applies everywhere.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { API } from '../../protocol/api/path.ts';

const FOLDERS = ['site', 'lab-server', 'checkers', 'exercises', 'courses', 'tests', 'astro.config.mjs'];

/** Files that contain a path themselves, and why they have to. */
export const exceptions: Record<string, string> = {
  'tests/lint/api-paths.test.ts': 'It shows what is found.',
  'site/words/root-paths.test.ts': 'It shows what is found.',
  'tests/package/learner.ts': 'It is copied to another machine, alone.',
  'tests/browser/planted.test.ts': 'A page of a lab host sets cookies for the path, as an attacker’s would.',
  'tests/browser/preview.test.ts': 'A page of a lab host asks for the path at its own server.',
};

/** Not after a space: there it is a word of a sentence, such as “GET /api/exercises lists them”. */
const PATH = new RegExp(`(?:^|[^\\w\\s.-])${API}(?:/|$)`);
/** As it follows an address that ends with a slash. */
const REST = new RegExp(`^${API.slice(1)}/`);

/** Lines of a TypeScript file, counted from 1, on which a text has a path of the API in it. */
export function pathsIn(text: string, file = 'file.ts'): number[] {
  const kind = file.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  const lines: number[] = [];
  const visit = (node: ts.Node): void => {
    if (isText(node) && (PATH.test(node.text) || REST.test(node.text))) {
      lines.push(source.getLineAndCharacterOfPosition(node.getStart()).line + 1);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return lines;
}

const isText = (node: ts.Node): node is ts.StringLiteralLike | ts.TemplateLiteralLikeNode | ts.JsxText =>
  ts.isStringLiteralLike(node) ||
  ts.isTemplateHead(node) ||
  ts.isTemplateMiddleOrTemplateTail(node) ||
  ts.isJsxText(node);

/** Files of ours with such lines, as `file:line`. */
export function strayPaths(): string[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', ...FOLDERS], {
    encoding: 'utf8',
  });
  return listed
    .split('\n')
    .filter((file) => /\.(tsx?|mjs|js)$/.test(file))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
    .filter(({ text }) => text.includes(API) || text.includes(`${API.slice(1)}/`))
    .flatMap(({ file, text }) => pathsIn(text, file).map((line) => `${file}:${line}`));
}
