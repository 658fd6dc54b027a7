import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

const slow = process.env['PMKLC_SLOW'] === '1';
const conditions = ['@pmklc/source', ...defaultServerConditions];

/**
 * The settings of every package's suite: sources, not `dist`, of the other packages are tested.
 * `*.slow.test.ts` runs only under `npm run test:slow`.
 */
export function packageConfig(name: string) {
  return defineConfig({
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    test: {
      name,
      environment: 'node',
      include: [slow ? 'test/**/*.slow.test.ts' : 'test/**/*.test.ts'],
      exclude: slow ? [] : ['**/*.slow.test.ts'],
      passWithNoTests: slow,
      testTimeout: slow ? 600_000 : 30_000,
    },
  });
}
