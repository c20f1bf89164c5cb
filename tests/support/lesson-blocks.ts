import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gapIn } from '../../site/code/gap.ts';

const CHAPTERS = path.resolve(import.meta.dirname, '../../site/chapters');

/** What a learner would fill in, on a host of the lesson's own scenario. */
const FILLINGS: Record<string, string> = {
  '<PID>': '$(lxc ls otter -c p -f csv)',
  '<container id>': 'whale',
};

/** The commands of the lesson that have a Run button, chapter by chapter, gaps filled in. */
export function lessonBlocks(): { chapter: string; commands: string[] }[] {
  return readdirSync(CHAPTERS)
    .sort()
    .map((file) => {
      const text = readFileSync(path.join(CHAPTERS, file), 'utf8');
      const blocks = [...text.matchAll(/^```sh run[^\n]*\n([\s\S]*?)\n```$/gm)];
      return { chapter: file, commands: blocks.map(([, command = '']) => filled(command)) };
    })
    .filter(({ commands }) => commands.length > 0);
}

function filled(command: string): string {
  const gap = gapIn(command);
  if (!gap) return command;
  const filling = FILLINGS[gap.text];
  if (!filling) throw new Error(`What would a learner fill in for ${gap.text} in: ${command}`);
  return filled(command.replace(gap.text, filling));
}
