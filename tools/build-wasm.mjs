/**
 * Compiles `assembly/index.ts` of the package in the current folder, say `engine`, to
 * `dist/engine.wasm`, or if the first argument is the name of a variant, to `dist/engine-NAME.wasm`: that named `threads` is for
 * memory that threads share; one that has an `assembly/NAME/index.ts` is compiled from that. Other arguments are further flags of the AssemblyScript compiler.
 *
 * The package's own code loads `new URL('../dist/engine.wasm', import.meta.url)`, which is the
 * same file seen from `src/` and from `dist/`.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

/** Memory that threads share has a maximum: 4 GiB. */
const SHARED = ['--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536'];

const given = process.argv.slice(2);
const variant = given[0]?.startsWith('--') === false ? given.shift() : undefined;
const flags = [
  ...['-O3', '--enable', 'simd', '--runtime', 'stub'],
  ...(variant === 'threads' ? SHARED : []),
  ...given,
];

const own = `assembly/${variant}/index.ts`;
const entry = existsSync(own) ? own : 'assembly/index.ts';
if (!existsSync(entry)) {
  console.log('build-wasm: no assembly/index.ts here, nothing to do');
  process.exit(0);
}
const require = createRequire(join(process.cwd(), 'package.json'));
const asc = join(dirname(require.resolve('assemblyscript/package.json')), 'bin', 'asc.js');
const outFile = `dist/${basename(process.cwd())}${variant ? `-${variant}` : ''}.wasm`;
mkdirSync('dist', { recursive: true });
execFileSync(process.execPath, [asc, entry, ...flags, '--outFile', outFile], {
  stdio: 'inherit',
});
