/**
 * Builds `dist/` from `src/` and the packages' own `dist/`: few files, so that the command and its workers start without
 * reading two hundred modules (docs/adr/0011-bundle.md). What packing does not need is in chunks that are loaded on demand.
 *
 * Code of the packages is in the bundle; WebAssembly and the public pack stay where they are, see `locate-files.mjs`.
 */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { checkPins } from './check-pins.mjs';
import { licenses } from './licenses.mjs';
import { locateFiles } from './locate-files.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');

/** Names in `dist/`, and what they are made of: the command, the API, and what threads load. */
const ENTRIES = {
  main: 'src/main.ts',
  index: 'src/index.ts',
  'inspect-worker': 'src/inspect/inspect-worker.ts',
  worker: '../parallel/dist/worker.js',
  'lane-thread': '../engine/dist/threads/lane-thread.node.js',
};

/** Packages that are loaded as they are: Piscina finds its own worker beside itself, the others are there or not. */
const EXTERNAL = ['piscina', '@tensorflow/*', 'webgpu'];

/** Gives modules of the bundle the `require` that CommonJS packages in it load modules of Node with. */
const REQUIRE =
  "import{createRequire as createRequire_}from'node:module';const require=createRequire_(import.meta.url);";

removeScripts();
const { metafile } = await build({
  absWorkingDir: ROOT,
  entryPoints: ENTRIES,
  outdir: DIST,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  external: EXTERNAL,
  banner: { js: REQUIRE },
  plugins: [locateFiles(ROOT, DIST, ENTRIES)],
  metafile: true,
  // For coverage; not published.
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
});
const inputs = Object.keys(metafile.inputs).map((path) => resolve(ROOT, path));
checkPins(ROOT, inputs);
writeFileSync(join(DIST, 'LICENSES.txt'), licenses(inputs));

/** Chunks of an earlier build have other names; declarations are the compiler's. */
function removeScripts() {
  for (const name of readdirSync(DIST, { recursive: true })) {
    if (/\.js(\.map)?$/.test(name)) rmSync(join(DIST, name));
  }
}
