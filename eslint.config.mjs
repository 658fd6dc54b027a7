import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

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
  knowledge: ['core', 'engine', 'models'],
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
    'knowledge',
  ],
  parallel: ['core', 'models', 'codec'],
  cli: [
    'core',
    'gske',
    'container',
    'sequence',
    'models',
    'training',
    'knowledge',
    'codec',
    'parallel',
  ],
};

const depConstraints = Object.entries(LAYERS).map(([layer, allowed]) => ({
  sourceTag: `layer:${layer}`,
  onlyDependOnLibsWithTags: [layer, ...allowed].map((name) => `layer:${name}`),
}));

/** Platforms may round these differently, so no coding path calls them. */
const INEXACT = ['exp', 'expm1', 'log', 'log2', 'log10', 'log1p', 'pow', 'tanh', 'sin', 'cos'];

export default defineConfig(
  {
    ignores: [
      '**/dist/',
      '**/out-tsc/',
      '**/generated/',
      '.nx/',
      'testdata/',
      'packages/*/assembly/',
    ],
  },
  ...tseslint.configs.recommended,
  ...tseslint.configs.stylistic,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': ['error', { depConstraints }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
      ],
    },
  },
  {
    files: ['**/*.ts'],
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
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^\\.\\.?/.*\\.js$', message: 'Imports carry .ts.' }] },
      ],
    },
  },
  {
    files: ['packages/{core,gske,mixer,coder,engine,codec}/src/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...INEXACT.map((property) => ({
          object: 'Math',
          property,
          message: 'Not the same on every machine: use a committed integer table.',
        })),
      ],
    },
  },
  {
    // Tools that read these files want a default export.
    files: ['*.config.{ts,mjs}', 'vitest.shared.ts', '{packages/*,tools,bench}/vitest.config.ts'],
    ...tseslint.configs.disableTypeChecked,
  },
  {
    files: ['*.config.{ts,mjs}', '{packages/*,tools,bench}/vitest.config.ts'],
    rules: { 'no-restricted-syntax': 'off', '@nx/enforce-module-boundaries': 'off' },
  },
  prettier,
);
