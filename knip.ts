import type { KnipConfig } from 'knip';

/** What `npm test` holds against dead code: no file, export or dependency that nothing uses. Each exception says why it is one. */
export default {
  // What is not imported, but started by its path or found in its folder.
  entry: [
    // npm scripts by lab-server/setup/run.sh, the Debian package's command, and what those processes start.
    'lab-server/{main,web,terminals,door}.ts',
    'lab-server/commands/*.ts',
    'lab-server/store/backup-data.ts',
    'lab-server/grading/judge-worker.ts',
    // Engines, which the registry finds by their folders.
    'lab-server/hosts/engines/*/index.ts',
    // A course's own, which the catalog loads by the name in exercise.yaml.
    '{checkers,courses/*/checkers}/*.ts',
    '{lab-server/testing,tests/host}/course/checkers/*.ts',
    'lab-server/testing/other-course/checkers/*.ts',
    'checkers/checks/kinds/*.ts',
    // Texts of courses, which Astro's collections load (site/content.config.ts).
    '{site,courses/*}/chapters/*.mdx',
    '{exercises,courses/*/exercises}/*/prompt.mdx',
    // Pages load it by its address, before anything is painted.
    'site/public/before-paint.js',
    // What tests and measurements start.
    'lab-server/testing/endless-output.ts',
    'lab-server/testing/engines/{try,pretend/index}.ts',
    'tests/run.ts',
    'tests/lint/regular-expressions.ts',
    'tests/bench/{main,servers/*}.ts',
    'tests/vm/{main,arm64}.ts',
    'tests/cluster/{main,trials}.ts',
    'tests/package/learner.ts',
    'tests/support/rests.ts',
  ],
  project: [
    '{protocol,site,checkers,lab-server,exercises,courses,tests}/**/*.{ts,tsx,astro,mdx,js,css}',
    '*.{ts,mjs}',
  ],
  compilers: {
    // What a style sheet imports and which font files it names.
    css: (text: string) =>
      [...text.matchAll(/(?:@import\s+|url\()["']([^"']+)["']/g)]
        .map(([, file]) => `import '${file}';`)
        .join('\n'),
  },
  ignoreDependencies: [
    // The Node that everything runs on: lab-server/setup/run.sh starts node_modules/.bin/node.
    'node',
    // Started by tests/run.ts; the second is what `astro check` asks for.
    '@biomejs/biome',
    '@astrojs/check',
    'dependency-cruiser',
  ],
  // Programs of Debian, such as unshare: lab-server/setup/packages.ts sees that they are there.
  exclude: ['binaries'],
} satisfies KnipConfig;
