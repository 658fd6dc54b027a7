/**
 * Makes `bundle/`: what a page needs that has no build of its own. `pmklc-web.js` is a module, `public.pmk` lies beside it.
 */
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { inlineWasm, inlineWorker } from './inline-worker.mjs';

const ROOT = resolve(import.meta.dirname, '..');

rmSync(join(ROOT, 'bundle'), { recursive: true, force: true });
await build({
  root: ROOT,
  base: './',
  configFile: false,
  logLevel: 'error',
  publicDir: false,
  plugins: [inlineWorker()],
  build: {
    outDir: 'bundle',
    assetsInlineLimit: inlineWasm,
    rollupOptions: {
      input: join(ROOT, 'dist', 'index.js'),
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: 'pmklc-web.js', assetFileNames: '[name][extname]' },
    },
  },
});
