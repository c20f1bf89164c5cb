import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { mdxFromMarkdown } from 'mdast-util-mdx';
import { toString as textOf } from 'mdast-util-to-string';
import { mdxjs } from 'micromark-extension-mdxjs';
import { visit } from 'unist-util-visit';
import { gapIn } from '../../protocol/gap.ts';
import { CourseError } from '../course/course-error.ts';

/** A fenced command of a chapter or a prompt, with the output that the text shows. */
export interface TextBlock {
  /** As a learner types it, gaps filled in. */
  command: string;
  /** The content of the `text output` block that follows. */
  output: string | undefined;
  /** The text says that the command is refused. */
  fails: boolean;
  /** The command runs in a second terminal and goes on while the following ones run. */
  beside: boolean;
  /** The command stands below the paragraph "You should see", so it is run when the task is done. */
  afterwards: boolean;
}

const LANGUAGES = ['sh', 'text'];

/**
 * The commands of an MDX text, in order. After the language of a `sh` block may stand `run` (a button), `fails`, `beside`, and for each gap
 * `fill="<PID>=what a learner fills in"`; docs/authoring.md says what they mean.
 * @param file names the text in errors.
 * @throws CourseError when the text is not MDX, a gap has nothing to be filled with, or an output follows no command.
 */
export function textBlocks(text: string, file: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  let afterwards = false;
  let isOpen = false;
  visit(treeOf(text, file), (node) => {
    if (node.type === 'paragraph' && node.children[0]?.type === 'strong')
      afterwards ||= textOf(node.children[0]).startsWith('You should see');
    if (node.type !== 'code' || !LANGUAGES.includes(node.lang ?? '')) return;
    const { value, lang, meta } = node;
    const flags = (meta ?? '').replaceAll(/\b\w+="[^"]*"/g, '').split(/\s+/);
    if (lang === 'sh') {
      const command = filled(value, meta ?? '', file);
      const [fails, beside] = ['fails', 'beside'].map((flag) => flags.includes(flag)) as [boolean, boolean];
      blocks.push({ command, output: undefined, fails, beside, afterwards });
      isOpen = true;
    } else if (flags.includes('output')) {
      const last = blocks.at(-1);
      if (!last || !isOpen)
        throw new CourseError(`${file}: an output follows no command: ${value.split('\n')[0]}`);
      last.output = value;
      isOpen = false;
    }
  });
  return blocks;
}

function treeOf(text: string, file: string): Root {
  // The part before the text itself is YAML. Its lines still count.
  const own = text.replace(/^---\n[\s\S]*?\n---(?=\n)/, (front) => front.replaceAll(/[^\n]/g, ''));
  try {
    return fromMarkdown(own, { extensions: [mdxjs()], mdastExtensions: [mdxFromMarkdown()] });
  } catch (error) {
    const { message, line } = error as Error & { line?: number };
    throw new CourseError(
      `${file}${line === undefined ? '' : `, line ${line}`}: this is not MDX: ${message}`,
    );
  }
}

function filled(command: string, meta: string, file: string): string {
  const fillings = [...meta.matchAll(/\bfill="(<[^>]+>)=([^"]*)"/g)];
  const done = fillings.reduce(
    (text, [, gap = '', value = '']) => text.replaceAll(gap, () => value),
    command,
  );
  const gap = gapIn(done);
  if (!gap) return done;
  throw new CourseError(
    `${file}: say what a learner fills in for ${gap.text} in “${command}”, as fill="${gap.text}=…" after the backticks.`,
  );
}
