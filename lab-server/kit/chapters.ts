import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Scenario } from '../../protocol/scenario.ts';
import type { Proof, ProvingHost } from './prove.ts';
import { type TextBlock, textBlocks } from './text-blocks.ts';

/** A chapter's commands, as a learner types them on a host of the course's own scenario. */
export interface ChapterCommands {
  /** The name of the chapter's file. */
  chapter: string;
  blocks: TextBlock[];
}

/** The commands of the chapters that have any, in their order. @throws CourseError naming what is wrong in a text */
export function chapterCommands(folder: string): ChapterCommands[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.mdx'))
    .sort()
    .map((chapter) => ({
      chapter,
      blocks: textBlocks(
        readFileSync(path.join(folder, chapter), 'utf8'),
        `${path.basename(folder)}/${chapter}`,
      ),
    }))
    .filter(({ blocks }) => blocks.length > 0);
}

/** Runs chapter after chapter on one host, like a learner who runs every command. */
export async function* proveChapters(
  chapters: readonly ChapterCommands[],
  host: ProvingHost,
  scenario: Scenario,
): AsyncGenerator<Proof> {
  await host.begin(scenario);
  for (const { chapter, blocks } of chapters) {
    const commands = host.commands(true);
    await commands.run(blocks);
    await commands.finish();
    const what = 'its commands print what it shows';
    yield { exercise: chapter, what, failed: commands.problems.join('\n') || null };
  }
}
