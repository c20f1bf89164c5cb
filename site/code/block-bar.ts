import type { ExpressiveCodePlugin } from 'astro-expressive-code';
import { h } from 'astro-expressive-code/hast';
import { gapIn } from './gap.ts';

/**
 * Gives each fenced block a bar: its title and, on commands, a Copy button; `run` after the language adds a Run button.
 * site/shell/block-buttons.ts listens for both. A block with a gap to fill is put on the terminal's prompt instead of
 * being run, and its button says so.
 */
export function blockBar(): ExpressiveCodePlugin {
  return {
    name: 'Block bar',
    hooks: {
      postprocessRenderedBlock: ({ codeBlock, renderData }) => {
        const runs = codeBlock.metaOptions.getBoolean('run') ?? false;
        const title = codeBlock.metaOptions.getString('title') ?? (runs ? 'On your lab host' : 'Output');
        const copies = codeBlock.language !== 'text';
        renderData.blockAst = h('figure', { class: runs ? 'block runnable' : 'block' }, [
          h('figcaption', [
            h('span', { class: 'block-title' }, title),
            ...(copies ? [copyButton(codeBlock.code)] : []),
            ...(runs ? [runButton(codeBlock.code)] : []),
          ]),
          renderData.blockAst,
        ]);
      },
    },
  };
}

function copyButton(code: string) {
  return h('button', { type: 'button', class: 'block-button', 'data-copy': code }, [
    h('span', { class: 'icon-copy', 'aria-hidden': 'true' }),
    h('span', { class: 'block-word' }, 'Copy'),
    aside(code),
  ]);
}

function runButton(code: string) {
  const gap = gapIn(code);
  const tip = gap
    ? `Puts it on the terminal's prompt, so that you can fill in ${gap.text}`
    : 'Types it in your terminal and presses Enter';
  return h('button', { type: 'button', class: 'block-button primary', 'data-run': code, title: tip }, [
    h('span', { class: 'icon-run', 'aria-hidden': 'true' }),
    h('span', { class: 'block-word' }, gap ? 'Insert' : 'Run'),
    aside(code),
  ]);
}

/** Which command a button is for, said to those who hear the page. */
function aside(code: string) {
  return h('span', { class: 'visually-hidden' }, ` ${code}`);
}
