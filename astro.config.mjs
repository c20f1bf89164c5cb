import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import expressiveCode from 'astro-expressive-code';
import { environment } from './lab-server/settings/environment.ts';
import { docsPages } from './site/code/docs-pages.ts';
import { frameworkNames } from './site/code/framework-names.ts';
import { missedReload } from './site/code/missed-reload.ts';
import { codeBlocks } from './site/code/options.ts';
import { languages } from './site/words/languages.ts';

/** By lab-server/setup/site.ts, relative to this folder. Left out, they are those of vethlab's own course. */
const {
  COURSE_DIR = '.',
  SITE_DIR = '.vethlab/site',
  CACHE_DIR = '.vethlab/astro',
  SITE_BASE = '',
} = environment;

const isMade = (file) => /\/\.vethlab\/(?!courses(\/[^/]+(\/course(\/|$)|$)|$))/.test(file);

/** The lab server serves outDir; everything Astro makes stays under .vethlab/. */
export default defineConfig({
  srcDir: './site',
  publicDir: './site/public',
  outDir: `./${SITE_DIR}`,
  cacheDir: `./${CACHE_DIR}`,
  base: `${SITE_BASE}/`,
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  i18n: { defaultLocale: languages[0], locales: [...languages] },
  markdown: { rehypePlugins: [frameworkNames, docsPages] },
  integrations: [expressiveCode(codeBlocks), mdx()],
  vite: {
    plugins: [missedReload()],
    define: { COURSE_DIR: JSON.stringify(COURSE_DIR || '.'), SITE_BASE: JSON.stringify(SITE_BASE) },
    // The lab server's Content-Security-Policy allows no inline script: nothing is small enough to be inlined.
    build: { assetsInlineLimit: 0, chunkSizeWarningLimit: 700 },
    server: {
      // Of what the project makes, lab hosts and their image above all, nothing is followed but a course that is written.
      // An editor may write a file in two steps; what is read between them is no course.
      watch: {
        ignored: (file) => isMade(file),
        awaitWriteFinish: { stabilityThreshold: 100, pollInterval: 20 },
      },
    },
  },
});
