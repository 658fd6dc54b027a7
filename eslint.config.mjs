import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { commentOpenings } from './tools/lint/comment-openings.mjs';

/** What each package may import (docs: README, "Packages"). Arrows point one way. */
const LAYERS = {
  testing: [],
  core: [],
  mixer: ['core'],
  coder: ['core'],
  gske: ['core'],
  container: ['core'],
  sequence: ['core'],
  streams: ['core'],
  models: ['core', 'mixer'],
  engine: ['core', 'models'],
  training: ['core', 'gske', 'models'],
  'public-knowledge': ['core'],
  knowledge: ['core', 'models', 'public-knowledge'],
  codec: [
    'core',
    'mixer',
    'coder',
    'container',
    'sequence',
    'streams',
    'models',
    'engine',
    'training',
    'public-knowledge',
    'knowledge',
  ],
  parallel: ['core', 'models', 'codec'],
  web: ['core', 'container', 'public-knowledge', 'knowledge', 'codec'],
  jbrowse: ['container', 'knowledge', 'codec'],
  cli: [
    'core',
    'gske',
    'container',
    'sequence',
    'models',
    'engine',
    'training',
    'public-knowledge',
    'knowledge',
    'codec',
    'parallel',
  ],
};

const depConstraints = Object.entries(LAYERS).map(([layer, allowed]) => ({
  sourceTag: `layer:${layer}`,
  onlyDependOnLibsWithTags: [layer, ...allowed].map((name) => `layer:${name}`),
}));

/** Platforms may round these differently, and `random` differs by design: no coding path calls them. */
const INEXACT =
  'acos acosh asin asinh atan atan2 atanh cbrt cos cosh exp expm1 hypot log log10 log1p log2 pow random sin sinh tan tanh';
const EXACT_ONLY = [
  'error',
  ...INEXACT.split(' ').map((property) => ({
    object: 'Math',
    property,
    message: 'Not the same on every machine: use a committed integer table.',
  })),
];

const TS_ENDINGS = { regex: '^\\.\\.?/.*\\.js$', message: 'Imports carry .ts.' };
/** A browser has neither: what needs them goes into a file `*.node.ts`, with one for browsers beside it. */
const NODE_ONLY =
  'Browsers do not have it: use a file *.node.ts behind a condition of "imports" or "exports".';
const NODE_GLOBALS = ['Buffer', 'process', '__dirname', '__filename', 'require'];

export default defineConfig(
  {
    ignores: ['**/dist/', '**/bundle/', '**/out-tsc/', '**/generated/', '.nx/', 'testdata/'],
  },
  ...tseslint.configs.recommended,
  ...tseslint.configs.stylistic,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { '@nx': nx },
    rules: {
      // A package's own `#name` stands for one file in Node and another elsewhere.
      '@nx/enforce-module-boundaries': ['error', { depConstraints, allow: ['^#'] }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
      ],
    },
  },
  {
    files: ['**/*.ts'],
    ignores: ['packages/*/assembly/**'],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Index loops over typed arrays are the hot paths.
      '@typescript-eslint/prefer-for-of': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-empty-function': 'off',
    },
  },
  {
    // A suite may compare its package with any other, as long as that makes no cycle.
    files: ['packages/*/test/**/*.ts'],
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          allowCircularSelfDependency: true,
          depConstraints: [{ sourceTag: '*', onlyDependOnLibsWithTags: ['*'] }],
        },
      ],
    },
  },
  {
    files: ['packages/*/src/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 300 }],
      'no-restricted-imports': ['error', { patterns: [TS_ENDINGS] }],
    },
  },
  {
    files: ['packages/*/src/**/*.ts'],
    // Workers, files and terminals are Node's.
    ignores: ['packages/{parallel,cli,testing}/**', '**/*.node.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [TS_ENDINGS, { regex: '^node:', message: NODE_ONLY }] },
      ],
      'no-restricted-globals': [
        'error',
        ...NODE_GLOBALS.map((name) => ({ name, message: NODE_ONLY })),
      ],
    },
  },
  {
    files: ['packages/*/{src,assembly}/**/*.ts'],
    ignores: [
      // Training is in floats; what it gives is rounded to integers, which the archive stores.
      'packages/training/**',
      // Neither the command line's messages and pages nor a report of what bases cost reach a coder.
      'packages/cli/**',
      'packages/codec/src/inspect/**',
      // Judges forecasts in tests.
      'packages/testing/**',
    ],
    rules: { 'no-restricted-properties': EXACT_ONLY },
  },
  {
    // AssemblyScript: TypeScript's syntax but for decorators of functions, and types of its own.
    files: ['packages/*/assembly/**/*.ts'],
    languageOptions: { parserOptions: { allowInvalidAST: true } },
    rules: {
      'max-lines': ['error', { max: 300 }],
      // `<i32>x` converts.
      '@typescript-eslint/consistent-type-assertions': 'off',
      '@typescript-eslint/ban-ts-comment': 'off',
      '@typescript-eslint/prefer-for-of': 'off',
    },
  },
  {
    files: ['packages/*/{src,assembly}/**/*.ts'],
    plugins: { pmklc: { rules: { 'comment-openings': commentOpenings } } },
    rules: { 'pmklc/comment-openings': 'error' },
  },
  {
    // Tools that read these files want a default export.
    files: [
      '*.config.{ts,mjs}',
      'vitest.shared.ts',
      '{packages/*,tools,bench,workflows}/vitest.config.ts',
    ],
    ...tseslint.configs.disableTypeChecked,
  },
  {
    files: ['*.config.{ts,mjs}', '{packages/*,tools,bench,workflows}/vitest.config.ts'],
    rules: { 'no-restricted-syntax': 'off', '@nx/enforce-module-boundaries': 'off' },
  },
  prettier,
);
