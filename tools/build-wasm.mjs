/**
 * Compiles `assembly/index.ts` of the package in the current folder, say `engine`, to
 * `dist/engine.wasm`, or with `--threads` to `dist/engine-threads.wasm`, for memory that threads share. Other arguments are
 * further flags of the AssemblyScript compiler.
 *
 * The package's own code loads `new URL('../dist/engine.wasm', import.meta.url)`, which is the
 * same file seen from `src/` and from `dist/`.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

const THREADS = '--threads';
const SHARED = ['--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536'];

const given = process.argv.slice(2);
const isShared = given.includes(THREADS);
const flags = [
  ...['-O3', '--enable', 'simd', '--runtime', 'stub'],
  ...(isShared ? SHARED : []),
  ...given.filter((flag) => flag !== THREADS),
];

if (!existsSync('assembly/index.ts')) {
  console.log('build-wasm: no assembly/index.ts here, nothing to do');
  process.exit(0);
}
const require = createRequire(join(process.cwd(), 'package.json'));
const asc = join(dirname(require.resolve('assemblyscript/package.json')), 'bin', 'asc.js');
const outFile = `dist/${basename(process.cwd())}${isShared ? '-threads' : ''}.wasm`;
mkdirSync('dist', { recursive: true });
execFileSync(process.execPath, [asc, 'assembly/index.ts', ...flags, '--outFile', outFile], {
  stdio: 'inherit',
});
