import { packageConfig } from '../vitest.shared.ts';

/** Suites of tools that check the packages from outside. */
export default packageConfig('tools', '*/test/**/*', 'mjs');
