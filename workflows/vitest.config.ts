import { packageConfig } from '../vitest.shared.ts';

/** Suites that run the command under engines of workflows. */
export default packageConfig('workflows', 'test/**/*', 'mjs');
