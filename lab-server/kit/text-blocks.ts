import { gapIn } from '../../protocol/gap.ts';
import { CourseError } from '../grading/course-error.ts';

/** A command of a chapter or a prompt, as MDX fences it, with what the text shows of its output. */
export interface TextBlock {
  /** As a learner types it, gaps filled in. */
  command: string;
  /** What stands in the `text output` block that follows. */
  output: string | undefined;
  /** The text says that it is refused. */
  fails: boolean;
  /** For a second terminal: it goes on while what follows is done. */
  beside: boolean;
  /** It stands below the paragraph "You should see", and so is run when the task is done. */
  afterwards: boolean;
}

const FENCE = /^( *)```(sh|text)\b([^\n]*)\n([\s\S]*?)\n\1```$/gm;
const AFTERWARDS = /^\*\*You should see\b/m;

/**
 * The commands of an MDX text, in order. After the language of a `sh` block may stand `run` (a button), `fails`, `beside`, and for each gap
 * `fill="<PID>=what a learner fills in"`; docs/authoring.md says what they mean.
 * @param file names the text in errors.
 * @throws CourseError when a gap has nothing to be filled with, or an output follows no command.
 */
export function textBlocks(text: string, file: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  const seeAt = AFTERWARDS.exec(text)?.index ?? Number.POSITIVE_INFINITY;
  let isOpen = false;
  for (const { 1: indent = '', 2: language, 3: meta = '', 4: body = '', index } of text.matchAll(FENCE)) {
    const content = body.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
    const flags = meta.replaceAll(/\w+="[^"]*"/g, '').split(/\s+/);
    if (language === 'sh') {
      blocks.push({
        command: filled(content, meta, file),
        output: undefined,
        fails: flags.includes('fails'),
        beside: flags.includes('beside'),
        afterwards: index > seeAt,
      });
      isOpen = true;
    } else if (flags.includes('output')) {
      const last = blocks.at(-1);
      if (!last || !isOpen)
        throw new CourseError(`${file}: an output follows no command: ${content.split('\n')[0]}`);
      last.output = content;
      isOpen = false;
    }
  }
  return blocks;
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
