import { defineConfig } from 'vitest/config';

/** One process runs every package's suite; `npx vitest run --project core` runs one. */
export default defineConfig({
  test: { projects: ['packages/*/vitest.config.ts', 'tools/vitest.config.ts'] },
});
