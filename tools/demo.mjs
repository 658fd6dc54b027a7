/**
 * `npm run demo`: installs and builds when needed, packs a real genome, unpacks it, compares the
 * SHA-256, and prints size, bits per base and speed beside gzip and xz where those are installed.
 * Plain Node, no dependencies: it runs before anything is installed.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, ensureInstalled, ROOT } from './workspace.mjs';

/** Helicobacter pylori: one line of A, C, G and T, so bytes and bases are the same count. */
const GENOME = join(ROOT, 'testdata', 'HePy.seq');
const CLI = join(ROOT, 'packages', 'cli', 'dist', 'main.js');

const sha256 = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** Runs a command, its output to `outFile` when given; gives the seconds it took. */
function timed(command, args, outFile) {
  const out = outFile === undefined ? 'inherit' : openSync(outFile, 'w');
  const start = performance.now();
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', out, 'inherit'] });
  const seconds = (performance.now() - start) / 1000;
  if (outFile !== undefined) closeSync(out);
  if (error || status !== 0) {
    throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? `exit ${status}`}`);
  }
  return seconds;
}

/** Packs and unpacks the genome; the unpacked file must have the genome's digest. */
function measure({ name, pack, unpack }, folder) {
  const packed = join(folder, `${name}.packed`);
  const unpacked = join(folder, `${name}.unpacked`);
  const packSeconds = pack(packed);
  const unpackSeconds = unpack(packed, unpacked);
  if (sha256(unpacked) !== sha256(GENOME)) throw new Error(`${name}: the unpacked file differs`);
  return { name, bytes: statSync(packed).size, packSeconds, unpackSeconds };
}

const pmklc = {
  name: 'pmklc',
  pack: (packed) => timed(process.execPath, [CLI, '-f', '--no-verify', '-o', packed, GENOME]),
  unpack: (packed, out) => timed(process.execPath, [CLI, '-d', '-f', '-o', out, packed]),
};

const filter = (command, level) => ({
  name: `${command} ${level}`,
  pack: (packed) => timed(command, [level, '-c', GENOME], packed),
  unpack: (packed, out) => timed(command, ['-d', '-c', packed], out),
});

const onPath = (command) => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;

function print(results) {
  const bases = statSync(GENOME).size;
  const row = (...cells) =>
    console.log(cells.map((c, i) => (i ? c.padStart(13) : c.padEnd(9))).join(''));
  const speed = (seconds) => (bases / 1e6 / seconds).toFixed(2);
  row('', 'bytes', 'bits/base', 'pack MB/s', 'unpack MB/s');
  for (const { name, bytes, packSeconds, unpackSeconds } of results) {
    const perBase = ((bytes * 8) / bases).toFixed(4);
    row(name, bytes.toLocaleString('en'), perBase, speed(packSeconds), speed(unpackSeconds));
  }
}

ensureInstalled();
console.log('building ...');
build();
if (!existsSync(CLI)) {
  console.error(
    'demo: packages/cli/dist/main.js is missing after the build: there is no pmklc command yet',
  );
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'pmklc-demo-'));
try {
  const bases = statSync(GENOME).size.toLocaleString('en');
  console.log(`\nHelicobacter pylori, ${bases} bases, ${GENOME}`);
  const others = [filter('gzip', '-9'), filter('xz', '-9e')];
  const packers = [pmklc, ...others.filter(({ name }) => onPath(name.split(' ')[0]))];
  print(packers.map((packer) => measure(packer, folder)));
  console.log(`\nunpacked byte for byte, sha256 ${sha256(GENOME)}`);
} catch (error) {
  console.error(`demo: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
