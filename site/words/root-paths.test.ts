// A course beside the first one has all its pages and requests below its name (site/words/base.ts). Links get it by `href` and `pathIn`, requests by
// site/wire/, what is kept by site/shell/kept.ts. This finds what goes around them.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { convertToTSX } from '@astrojs/compiler';
import ts from 'typescript';
import { expect, test } from 'vitest';

const SITE = path.join(import.meta.dirname, '..');
const files = globSync(['**/*.ts', '**/*.tsx', '**/*.astro'], { cwd: SITE }).filter(
  (file) => !/\.test\.|\.d\.ts$/.test(file),
);

/** What reaches the lab server or keeps something, and the files that do so for all others. */
const ONLY_IN: Record<string, readonly string[]> = {
  fetch: ['wire/api.ts'],
  EventSource: ['wire/stream.ts'],
  WebSocket: ['wire/web-socket.ts'],
  XMLHttpRequest: [],
  sendBeacon: [],
  localStorage: ['shell/kept.ts', 'wire/browser-key.ts'],
  sessionStorage: [],
};
/** Attributes and properties with an address. */
const ADDRESS = /^(href|src|action|poster|url)$/;
/** Functions that put before a path what is missing, or leave what is none. */
const COMPLETES = /^(href|pathIn|pageIn|page\.href|withKey)$/;
/** Functions that lead somewhere. */
const LEADS = /^(location\.(assign|replace)|window\.open|(globalThis\.)?fetch)$/;
const ROOTED = /^\/(?!\/)/;

/** What is wrong in a file: literal paths from the root where an address is meant, and names that only some files use. */
async function wrongIn(name: string, source: string): Promise<string[]> {
  const code = name.endsWith('.astro') ? (await convertToTSX(source, { filename: name })).code : source;
  const file = ts.createSourceFile(`${name}.tsx`, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    if (isFree(node) && !ONLY_IN[node.text]?.includes(name)) found.push(node.text);
    const address = addressOf(node);
    if (address) lookForPaths(address);
    ts.forEachChild(node, look);
  };
  const lookForPaths = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && COMPLETES.test(node.expression.getText())) return;
    const text = beginningOf(node);
    if (text !== undefined && ROOTED.test(text)) found.push(text);
    // What is added to something else is not at the beginning.
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
      lookForPaths(node.left);
    else if (!ts.isTemplateExpression(node)) ts.forEachChild(node, lookForPaths);
  };
  look(file);
  return found;
}

/** A global of ONLY_IN: not the name of somebody's property, but also that of `navigator` and `globalThis`. */
function isFree(node: ts.Node): node is ts.Identifier {
  if (!ts.isIdentifier(node) || !Object.hasOwn(ONLY_IN, node.text)) return false;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node)
    return /^(navigator|globalThis|window)$/.test(parent.expression.getText());
  return !ts.isPropertyAssignment(parent) || parent.name !== node;
}

/** The address that a node gives to a link, a request or the page itself. */
function addressOf(node: ts.Node): ts.Node | undefined {
  if (ts.isJsxAttribute(node)) return ADDRESS.test(node.name.getText()) ? node.initializer : undefined;
  if (ts.isPropertyAssignment(node)) return node.name.getText() === 'url' ? node.initializer : undefined;
  if (ts.isCallExpression(node)) return LEADS.test(node.expression.getText()) ? node.arguments[0] : undefined;
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
  return /\.(href|src)$/.test(node.left.getText()) ? node.right : undefined;
}

/** The text with which a literal begins. */
function beginningOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  return ts.isTemplateExpression(node) ? node.head.text : undefined;
}

test('all files of the pages are looked at', () => {
  expect(files).toContain('wire/api.ts');
  expect(files).toContain(path.join('pages', '[...lang]', 'index.astro'));
});

test.each(files)('%s reaches nothing around the course', async (file) => {
  expect(await wrongIn(file, readFileSync(path.join(SITE, file), 'utf8'))).toEqual([]);
});

test.each([
  ['<a href="/exercises/">All</a>', ['/exercises/']],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source text
  ['<a href={`/chapters/${slug}/`}>One</a>', ['/chapters/']],
  ['<a href={isOpen ? "/map/" : href("/files/")}>One</a>', ['/map/']],
  ['<img src="/picture.svg" alt="" />', ['/picture.svg']],
  ['<p>{location.assign("/desk/")}</p>', ['/desk/']],
  ['<p>{create({ url: "/api/recordings/1" })}</p>', ['/api/recordings/1']],
  ['<p>{fetch(address)}</p>', ['fetch']],
  ['<p>{localStorage.length}</p>', ['localStorage']],
  ['<p>{navigator.sendBeacon(address)}</p>', ['sendBeacon']],
  ['<a href={href("/exercises/")}>All</a>', []],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source text
  ['<a href={`${base}/favicon.svg`}>One</a>', []],
  ['<a href={base + "/favicon.svg"}>One</a>', []],
  ['<a href="#top">Up</a>', []],
  ['<p>{page.fetch(address)}</p>', []],
])('%s', async (markup, wrong) => {
  expect(await wrongIn('Part.tsx', `export const Part = () => ${markup};`)).toEqual(wrong);
  expect(await wrongIn('Part.astro', `---\nconst { address } = Astro.props;\n---\n${markup}`)).toEqual(wrong);
});
