/**
 * `npm run circles`: no file imports itself by way of others, be it for a type: such files are read, tested and moved together
 * only. Types go to where both sides look. ESLint's rules for this do not see type imports.
 */

/** One circle of types that is still there: its files may be in circles. */
const ALLOWED =
  '^packages/codec/src/(check-kinds|options|partition/(decode-partition|encode-partition|model-coder|partition-runner|starting-state))\\.ts$';

export default {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Put what both sides need in a file that imports neither.',
      severity: 'error',
      from: { pathNot: ALLOWED },
      to: { circular: true },
    },
  ],
  options: {
    includeOnly: '^(packages|tools|bench)/',
    exclude: '/(dist|out-tsc|node_modules)/',
    // Type imports count.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { conditionNames: ['@pmklc/source', 'import'] },
  },
};
