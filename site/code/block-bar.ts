import type { ExpressiveCodePlugin } from 'astro-expressive-code';
import { h } from 'astro-expressive-code/hast';
import { isDocsPage } from './docs-pages.ts';

/**
 * Gives each fenced block a bar, with a Copy button on commands; `run` after the language adds a Run button. A chapter is compiled once for
 * all languages, so the bar gets its words when a page is built: site/components/BlockBar.astro replaces `block-bar`.
 */
export function blockBar(): ExpressiveCodePlugin {
  return {
    name: 'Block bar',
    hooks: {
      postprocessRenderedBlock: ({ codeBlock, renderData }) => {
        // In plain Markdown no component can replace the bar.
        if (isDocsPage(codeBlock.parentDocument?.sourceFilePath)) {
          renderData.blockAst = h('figure', { class: 'block' }, [renderData.blockAst]);
          return;
        }
        const { code, language, metaOptions } = codeBlock;
        const runs = metaOptions.getBoolean('run') ?? false;
        const named = metaOptions.getString('title');
        renderData.blockAst = h('figure', { class: runs ? 'block runnable' : 'block' }, [
          h('block-bar', {
            code,
            ...(named ? { named } : {}),
            ...(language === 'text' ? {} : { copies: 'yes' }),
            ...(runs ? { runs: 'yes' } : {}),
          }),
          renderData.blockAst,
        ]);
      },
    },
  };
}
