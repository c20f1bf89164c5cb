// Part of npm test: no regular expression of ours may take more than linear time, whatever text it meets. One that does stops a whole
// process: a host name of 64,000 dots once held up the web server for 7.6 s.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { analyse } from 'scslre';
import ts from 'typescript';

/** Code that reads learners' data. Tests and benches meet only texts that they wrote themselves. */
const FOLDERS = ['protocol', 'checkers', 'exercises', 'courses', 'lab-server', 'site'];

/** An expression that takes too long. */
export interface SlowExpression {
  /** Counted from 1. */
  line: number;
  expression: string;
  /** Many repetitions of this make it slow; written as an expression itself. */
  of: string;
}

/**
 * The expressions in a TypeScript file that take more than linear time for a text that repeats one character: because two parts of one can
 * share it in many ways, or because each place of it is tried as a beginning. `(?<!x)x+$` in place of `x+$` begins only once.
 *
 * Texts that repeat several characters are not searched for, since that would take minutes. For those, judging has a time limit
 * (lab-server/grading/judge.ts).
 *
 * The argument of `new RegExp` is checked as well, with the letter x for inserted values.
 */
export function slowExpressions(text: string, file = 'file.ts'): SlowExpression[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: SlowExpression[] = [];
  const visit = (node: ts.Node): void => {
    const expression = expressionIn(node);
    for (const { character } of expression ? analyse(expression, { maxReports: 1 }).reports : []) {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push({ line, expression: node.getText(), of: character.pick.toString() });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function expressionIn(node: ts.Node): { source: string; flags: string } | undefined {
  if (ts.isRegularExpressionLiteral(node)) {
    const end = node.text.lastIndexOf('/');
    return { source: node.text.slice(1, end), flags: node.text.slice(end + 1) };
  }
  if (!ts.isNewExpression(node) || node.expression.getText() !== 'RegExp') return undefined;
  const [source, flags] = node.arguments ?? [];
  return { source: textOf(source), flags: flags ? textOf(flags) : '' };
}

/** The value of a TypeScript expression, as far as the source tells it. */
function textOf(node: ts.Node | undefined): string {
  if (!node) return '';
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    return node.head.text + node.templateSpans.map(({ literal }) => `x${literal.text}`).join('');
  }
  if (ts.isBinaryExpression(node)) return textOf(node.left) + textOf(node.right);
  return 'x';
}

function look(): void {
  const files = execFileSync('git', ['ls-files', ...FOLDERS], { encoding: 'utf8' })
    .split('\n')
    .filter((file) => /\.[jt]sx?$/.test(file) && !file.includes('.test.'));
  let slow = 0;
  for (const file of files) {
    for (const { line, expression, of } of slowExpressions(readFileSync(file, 'utf8'), file)) {
      console.error(`${file}:${line} is slow on a text of many ${of}: ${expression}`);
      slow++;
    }
  }
  if (slow > 0) process.exitCode = 1;
}

if (import.meta.main) look();
