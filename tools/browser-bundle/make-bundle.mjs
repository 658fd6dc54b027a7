/**
 * Makes `bundle/` of the package in this folder, for pages that have no build of their own: `NAME`, a module with all that
 * `dist/index.js` exports, and `public.pmk` beside it.
 *
 *   node ../../tools/browser-bundle/make-bundle.mjs NAME
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { inlineWasm, inlineWorker } from './inline-worker.mjs';

const root = process.cwd();
const [name] = process.argv.slice(2);

rmSync(join(root, 'bundle'), { recursive: true, force: true });
await build({
  root,
  base: './',
  configFile: false,
  logLevel: 'error',
  publicDir: false,
  plugins: [inlineWorker(join(root, 'dist'))],
  build: {
    outDir: 'bundle',
    assetsInlineLimit: inlineWasm,
    rollupOptions: {
      input: join(root, 'dist', 'index.js'),
      preserveEntrySignatures: 'strict',
      output: {
        entryFileNames: name,
        assetFileNames: '[name][extname]',
        inlineDynamicImports: true,
      },
    },
  },
});
