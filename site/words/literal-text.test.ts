// Every word that a reader sees or hears comes from site/words/. This finds those that are written into the pages' parts instead.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { convertToTSX } from '@astrojs/compiler';
import ts from 'typescript';
import { expect, test } from 'vitest';

const SITE = path.join(import.meta.dirname, '..');
const PARTS = ['**/[A-Z]*.tsx', 'components/**/*.astro', 'layouts/**/*.astro', 'pages/**/*.astro'];

/** Attributes that are shown or spoken. Those of components are among them by their usual names. */
const TEXT = /^(aria-(label|description|roledescription|valuetext)|title|placeholder|alt|label)$/;
const OF_COMPONENTS = /^(name|word|text|description|heading)$/;
const LETTERS = /\p{L}/u;
const SENTENCE = /\p{L}{2,}[,.:]? \p{L}{2,}/u;

/** The literal text of a part of a page: its text, text attributes, and sentences anywhere else in it. */
async function literalText(name: string, source: string): Promise<string[]> {
  const code = name.endsWith('.astro') ? (await convertToTSX(source, { filename: name })).code : source;
  const file = ts.createSourceFile(`${name}.tsx`, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || isSource(node)) return;
    if (ts.isJsxAttribute(node) && !isText(node)) {
      ts.forEachChild(node, lookForParts);
      return;
    }
    if (ts.isJsxText(node) && LETTERS.test(node.text)) found.push(node.text.trim());
    const text = textOf(node);
    if (text !== undefined && (isShown(node) ? LETTERS : SENTENCE).test(text)) found.push(text);
    ts.forEachChild(node, look);
  };
  // An attribute that is not shown may contain parts again, as a slot or the result of a function does.
  const lookForParts = (node: ts.Node): void => {
    if (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node)) look(node);
    else ts.forEachChild(node, lookForParts);
  };
  look(file);
  return found;
}

/** Scripts and styles of a page. */
const isSource = (node: ts.Node) =>
  ts.isJsxElement(node) && /^(script|style)$/.test(node.openingElement.tagName.getText());

function isText({ name, parent }: ts.JsxAttribute): boolean {
  const isComponent = /^[A-Z]/.test(parent.parent.tagName.getText());
  return TEXT.test(name.getText()) || (isComponent && OF_COMPONENTS.test(name.getText()));
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…');
}

/** Whether the value of an expression is put on the page: by itself, as a branch of a choice, or as the alternative. */
function isShown(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isJsxExpression(parent)) return true;
  if (ts.isJsxAttribute(parent)) return isText(parent);
  if (ts.isParenthesizedExpression(parent)) return isShown(parent);
  if (ts.isConditionalExpression(parent)) return node !== parent.condition && isShown(parent);
  const { BarBarToken, QuestionQuestionToken, AmpersandAmpersandToken, PlusToken } = ts.SyntaxKind;
  const joins = [BarBarToken, QuestionQuestionToken, AmpersandAmpersandToken, PlusToken];
  return (
    ts.isBinaryExpression(parent) &&
    joins.some((kind) => kind === parent.operatorToken.kind) &&
    isShown(parent)
  );
}

const parts = globSync(PARTS, { cwd: SITE });

test('all parts of the pages are looked at', () => {
  expect(parts).toContain('map/MapBar.tsx');
  expect(parts).toContain(path.join('pages', '[...lang]', 'chapters', '[slug].astro'));
});

test.each(parts)('%s says nothing by itself', async (part) => {
  expect(await literalText(part, readFileSync(path.join(SITE, part), 'utf8'))).toEqual([]);
});

test.each([
  ['<p>Reset host</p>', 'Reset host'],
  ['<p>{isOpen ? words.map.close : "Map"}</p>', 'Map'],
  ['<p>{isOpen && <b>Open</b>}</p>', 'Open'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source text
  ['<p>{`${count} tries`}</p>', '… tries'],
  ['<p>{name ?? "nobody"}</p>', 'nobody'],
  ['<button aria-label="Close" />', 'Close'],
  ['<input placeholder={isWide ? "Search" : undefined} />', 'Search'],
  ['<IconButton icon="plus" name="New terminal" />', 'New terminal'],
  ['<List empty={<p>Nothing</p>} />', 'Nothing'],
])('%s would be found', async (markup, text) => {
  expect(await literalText('Part.tsx', `export const Part = () => ${markup};`)).toEqual([text]);
  expect(await literalText('Part.astro', `---\nconst { name } = Astro.props;\n---\n${markup}`)).toEqual([
    text,
  ]);
});

test('a sentence is found wherever it is', async () => {
  const source =
    "const steps = ['Read it', 'go'];\nexport const Part = () => <p class=\"a b\">{steps[0]}</p>;";
  expect(await literalText('Part.tsx', source)).toEqual(['Read it']);
  expect(await literalText('Part.astro', `---\nconst steps = ['Read it'];\n---\n<p>{steps[0]}</p>`)).toEqual([
    'Read it',
  ]);
});
