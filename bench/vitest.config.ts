import { packageConfig } from '../vitest.shared.ts';

/** Suites of the benchmarks' tables, pictures and measurements. */
export default packageConfig('bench', 'test/**/*', 'mjs');
