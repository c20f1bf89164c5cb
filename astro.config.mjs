import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import expressiveCode from 'astro-expressive-code';
import { frameworkNames } from './site/code/framework-names.ts';
import { codeBlocks } from './site/code/options.ts';
import { languages } from './site/words/languages.ts';

/** The lab server serves outDir; everything Astro makes stays under .vethlab/. */
export default defineConfig({
  srcDir: './site',
  publicDir: './site/public',
  outDir: './.vethlab/site',
  cacheDir: './.vethlab/astro',
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  i18n: { defaultLocale: languages[0], locales: [...languages] },
  markdown: { rehypePlugins: [frameworkNames] },
  integrations: [expressiveCode(codeBlocks), mdx()],
  vite: {
    // The lab server's Content-Security-Policy allows no inline script: nothing is small enough to be inlined.
    build: { assetsInlineLimit: 0, chunkSizeWarningLimit: 700 },
    server: { proxy: { '/api': { target: 'http://127.0.0.1:8080', ws: true } } },
  },
});
