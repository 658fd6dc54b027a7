import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

const slow = process.env['PMKLC_SLOW'] === '1';
/**
 * Ends what hangs, and nothing else: ten times what the slowest test of the fast suite took on two cores
 * with four busy loops and three other programs, 90 s.
 */
export const HANG_MS = slow ? 3_600_000 : 1_200_000;
const conditions = ['@pmklc/source', ...defaultServerConditions];

/**
 * The settings of every package's suite: sources, not `dist`, of the other packages are tested.
 * `*.slow.test.*` runs only under `npm run test:slow`.
 *
 * @param tests where they are, without the ending
 */
export function packageConfig(name: string, tests = 'test/**/*', ending = 'ts') {
  return defineConfig({
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    test: {
      name,
      environment: 'node',
      include: [`${tests}${slow ? '.slow' : ''}.test.${ending}`],
      exclude: slow ? [] : ['**/*.slow.test.*'],
      passWithNoTests: slow,
      testTimeout: HANG_MS,
      // A hook that packs something is as slow as a test.
      hookTimeout: HANG_MS,
    },
  });
}
