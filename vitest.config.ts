import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/support/longest-first.ts';

/**
 * Unit tests stand beside their file; tests/ holds what needs a real lab host or a real browser. Waits end by what they wait
 * for; the limits only bound them, also on a machine that is busy with other things.
 */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{protocol,checkers,courses,lab-server,site,tests/lint}/**/*.test.ts'],
          testTimeout: 60_000,
          // By itself vitest leaves one processor alone, of two half.
          maxWorkers: '100%',
          // Modules are loaded once and not for each file: a test puts back what it stubs. It takes half the time.
          isolate: false,
        },
      },
      ...['host', 'browser', 'author'].map((name) => ({
        test: {
          name,
          include: [`tests/${name}/**/*.test.ts`],
          setupFiles: [
            'tests/support/evidence-setup.ts',
            ...(name === 'author' ? [] : ['tests/support/one-processor.ts']),
          ],
          // A host gets all of the processor of its file, and not three quarters.
          env: { HOST_CPUS: '1' },
          // A file may have half a dozen lab hosts and as many windows, and takes all that a processor has.
          maxWorkers: name === 'author' ? 1 : 2,
          testTimeout: 240_000,
          hookTimeout: 600_000,
          expect: { poll: { timeout: 60_000 } },
        },
      })),
      {
        // On demand, by npm run test:package.
        test: {
          name: 'package',
          include: ['tests/package/**/*.test.ts'],
          setupFiles: ['tests/support/evidence-setup.ts'],
          maxWorkers: 1,
          testTimeout: 1_200_000,
          hookTimeout: 3_600_000,
        },
      },
    ],
  },
});
