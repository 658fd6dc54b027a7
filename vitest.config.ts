import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { HANG_MS } from './vitest.shared.ts';

/**
 * `npx vitest run` tests every package, `npx vitest run --project core` one.
 *
 * On two cores vitest would use one worker, to keep a core for a person who edits: twice the time.
 */
export default defineConfig({
  test: {
    projects: ['packages/*/vitest.config.ts', '{bench,tools,workflows}/vitest.config.ts'],
    teardownTimeout: HANG_MS,
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Sessions of the command line: more at once only wait for a core.
    maxConcurrency: Math.max(3, availableParallelism()),
  },
});
