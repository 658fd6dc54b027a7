/**
 * `npm run circles`: no file imports itself by way of others, be it for a type: such files are read, tested and moved together
 * only. Types go to where both sides look. ESLint's rules for this do not see type imports.
 */

export default {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Put what both sides need in a file that imports neither.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    includeOnly: '^(packages|tools|bench|workflows)/',
    exclude: '/(dist|out-tsc|node_modules)/',
    // Type imports count.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { conditionNames: ['@pmklc/source', 'import'] },
  },
};
