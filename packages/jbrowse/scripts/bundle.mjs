/**
 * Makes `bundle/`: what JBrowse loads by its URL. `pmklc-jbrowse.js` is a module, `public.pmk` lies beside it.
 */
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const ROOT = resolve(import.meta.dirname, '..');

/** WebAssembly becomes part of the code; the public pack, 9.5 MB, stays a file. */
const inlineWasm = (path) => path.endsWith('.wasm');

rmSync(join(ROOT, 'bundle'), { recursive: true, force: true });
await build({
  root: ROOT,
  base: './',
  configFile: false,
  logLevel: 'error',
  publicDir: false,
  build: {
    outDir: 'bundle',
    assetsInlineLimit: inlineWasm,
    rollupOptions: {
      input: join(ROOT, 'dist', 'index.js'),
      preserveEntrySignatures: 'strict',
      output: {
        entryFileNames: 'pmklc-jbrowse.js',
        assetFileNames: '[name][extname]',
        inlineDynamicImports: true,
      },
    },
  },
});
