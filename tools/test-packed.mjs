/**
 * Tests what users get: packs every package, installs the tarballs in an empty folder, and packs and
 * unpacks the files of testdata with the command that this installs. Its workers and subcommands must work,
 * and a program in TypeScript that imports every entry point compile, too.
 *
 * It needs a build and no network: what the packages depend on is packed from node_modules.
 * With --corpus, every file of the corpus (PMKLC_CORPUS, or ../shared/corpus), which takes minutes.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { dependencies, publishedPackages } from './installed-packages.mjs';
import { checkCommands } from './packed-commands.mjs';
import { checkTypes } from './packed-types.mjs';
import { ROOT } from './workspace.mjs';

const TESTDATA = join(ROOT, 'testdata');
const CORPUS = process.env.PMKLC_CORPUS ?? join(ROOT, '..', 'shared', 'corpus');
const folder = mkdtempSync(join(tmpdir(), 'pmklc-packed-'));

/** Runs a command and gives its standard output; anything but success ends the test. */
function run(command, args, options = {}) {
  const settings = { encoding: 'buffer', maxBuffer: 2 ** 28, ...options };
  const { status, stdout, stderr, error } = spawnSync(command, args, settings);
  if (error === undefined && status === 0) return stdout;
  const detail = error?.message ?? stderr?.toString() ?? '';
  throw new Error(`${command} ${args.join(' ')}: exit ${status}\n${detail}`);
}

const npm = (args, cwd) => run('npm', args, { cwd, shell: process.platform === 'win32' });

/** Every package and all they depend on, as tarballs. */
function packAll() {
  const tarballs = join(folder, 'tarballs');
  mkdirSync(tarballs);
  const args = ['pack', '--silent', '--ignore-scripts', '--pack-destination', tarballs];
  npm([...args, ...publishedPackages(), ...dependencies()], ROOT);
  return readdirSync(tarballs).map((name) => join(tarballs, name));
}

/** An empty project with the tarballs installed; gives the path of its `pmklc`. */
function install(tarballs) {
  const project = join(folder, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "private": true }\n');
  const flags = ['--offline', '--no-audit', '--no-fund', '--omit=optional', '--omit=peer'];
  npm(['install', ...flags, '--ignore-scripts', ...tarballs], project);
  return join(project, 'node_modules', '@pmklc', 'cli', 'dist', 'main.js');
}

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** Packs and unpacks as a file and as a pipe: the same archive, and the same bytes back. */
function roundTrip(main, original) {
  const name = basename(original);
  const packed = join(folder, `${name}.pmklc`);
  const unpacked = join(folder, name);
  const bytes = readFileSync(original);
  const pmklc = (args, input) => run(process.execPath, [main, '-T1', ...args], { input });
  const packSeconds = secondsOf(() => pmklc(['-1', '--no-verify', '-o', packed, original]));
  const unpackSeconds = secondsOf(() => pmklc(['-d', packed]));
  const piped = pmklc(['-1'], bytes);
  const checks = {
    'as a file': sha256(readFileSync(unpacked)) === sha256(bytes),
    'as a pipe': sha256(pmklc(['-d'], piped)) === sha256(bytes),
    'the archives': Buffer.compare(piped, readFileSync(packed)) === 0,
  };
  for (const [what, isSame] of Object.entries(checks)) {
    if (!isSame) throw new Error(`${name}: ${what} differs`);
  }
  rmSync(packed);
  rmSync(unpacked);
  printRow(name, bytes.length, piped.length, packSeconds.toFixed(1), unpackSeconds.toFixed(1));
}

function secondsOf(work) {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

function printRow(name, ...numbers) {
  console.log(name.padEnd(28) + numbers.map((text) => String(text).padStart(12)).join(''));
}

/** Paths of the files to pack; none, with a word about it, where there is no corpus. */
function inputs() {
  if (!process.argv.includes('--corpus')) return filesIn(TESTDATA);
  const dev = join(CORPUS, 'dev');
  if (existsSync(dev)) return filesIn(dev);
  console.log(`test-packed: skipped, there is no corpus in ${CORPUS}`);
  return [];
}

const filesIn = (at) => readdirSync(at).map((name) => join(at, name));

try {
  const start = performance.now();
  const main = install(packAll());
  const project = join(folder, 'project');
  const { length } = checkTypes(project);
  console.log(`types: ${length} entry points compile without the DOM's`);
  const pmklc = (args) => run(process.execPath, [main, ...args], { cwd: project });
  console.log(`commands: ${checkCommands(pmklc, project).join(', ')}`);
  printRow('level 1, one thread', 'bytes', 'packed', 'packing s', 'unpacking s');
  for (const path of inputs()) roundTrip(main, path);
  const installed = join(dirname(main), '..', '..');
  console.log(`test-packed: ${readdirSync(installed).length} packages, all fine`);
  console.log(`${((performance.now() - start) / 1000).toFixed(0)} s`);
} catch (error) {
  console.error(`test-packed: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
