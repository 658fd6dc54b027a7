/**
 * A release that nobody sees: in a copy of the repository, Changesets sets the versions and publishes
 * every package to a registry of this machine; from there `@pmklc/cli` is installed into an empty
 * project, which packs and unpacks a genome. Needs no network.
 *
 *   npm run release:dry
 */
import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dependencies, manifestOf, publishedPackages } from '../installed-packages.mjs';
import { ROOT } from '../workspace.mjs';
import { Registry } from './registry.mjs';

const CHANGESET = join(ROOT, 'node_modules', '@changesets', 'cli', 'bin.js');
const GENOME = join(ROOT, 'testdata', 'bundibugyo_ebola.fa');
const folder = mkdtempSync(join(tmpdir(), 'pmklc-release-'));
const copy = join(folder, 'repository');
const project = join(folder, 'project');
const registry = new Registry(join(folder, 'registry'));

/** Runs a command to its end; the registry answers meanwhile. */
async function run(command, args, cwd, env = {}) {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env } });
  child.stdin.end();
  const output = Promise.all([child.stdout, child.stderr].map((stream) => stream.toArray()));
  const status = await new Promise((resolve, reject) =>
    child.on('error', reject).on('exit', resolve),
  );
  const [stdout, stderr] = (await output).map((chunks) => Buffer.concat(chunks));
  if (status === 0) return stdout;
  throw new Error(`${command} ${args.join(' ')}: exit ${status}\n${stdout}${stderr}`);
}

const inRegistry = () => ({ npm_config_registry: registry.url, npm_config_userconfig: userconfig });
const userconfig = join(folder, '.npmrc');

/** Copies what git would have of this working tree, and what was built of it. */
async function copyRepository() {
  const list = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const files = spawnSync('git', list, { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 26 }).stdout;
  for (const name of files.split('\0').filter((name) => existsSync(join(ROOT, name)) && name)) {
    cpSync(join(ROOT, name), join(copy, name), { recursive: true, force: true });
  }
  for (const name of readdirSync(join(ROOT, 'packages'))) {
    cpSync(join(ROOT, 'packages', name, 'dist'), join(copy, 'packages', name, 'dist'), {
      recursive: true,
    });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  const identity = ['-c', 'user.name=release', '-c', 'user.email=release@localhost'];
  await run('git', ['init', '--quiet', '--initial-branch=main'], copy);
  await run('git', ['add', '--all'], copy);
  await run('git', [...identity, 'commit', '--quiet', '--message', 'As it is'], copy);
}

const versions = () =>
  new Map(
    publishedPackages(copy).map((at) => {
      const { name, version } = manifestOf(at);
      return [name, version];
    }),
  );

/** Adds to the registry what the packages need from elsewhere. */
async function addDependencies() {
  const tarballs = join(folder, 'tarballs');
  mkdirSync(tarballs);
  for (const at of dependencies()) {
    const pack = ['pack', at, '--silent', '--ignore-scripts', '--pack-destination', tarballs];
    const file = (await run('npm', pack, folder)).toString().trim();
    registry.add(manifestOf(at), readFileSync(join(tarballs, file)));
  }
}

async function publish() {
  await run(process.execPath, [CHANGESET, 'publish', '--no-git-tag'], copy, inRegistry());
}

async function install() {
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "private": true }\n');
  const flags = ['--no-audit', '--no-fund', '--omit=optional', '--omit=peer', '--ignore-scripts'];
  await run('npm', ['install', ...flags, '@pmklc/cli'], project, inRegistry());
}

async function roundTrip(expected) {
  const command = join(project, 'node_modules', '.bin', 'pmklc');
  const version = (await run(command, ['--version'], project)).toString().trim();
  if (version !== `pmklc ${expected}`) throw new Error(`${version} was installed, not ${expected}`);
  const packed = join(project, 'genome.pmklc');
  await run(command, ['-1', '-o', packed, GENOME], project);
  const back = await run(command, ['-dc', packed], project);
  if (Buffer.compare(back, readFileSync(GENOME)) !== 0) throw new Error('other bytes came back');
  // The page takes files that are no code.
  await run(command, ['inspect', packed, '-o', join(project, 'report.html')], project);
}

/** All of ours that were installed have the versions that were published. */
function checkInstalled(published) {
  const scope = join(project, 'node_modules', '@pmklc');
  for (const name of readdirSync(scope)) {
    const { name: full, version } = manifestOf(join(scope, name));
    if (version !== published.get(full)) throw new Error(`${full}@${version} was installed`);
  }
}

try {
  await copyRepository();
  const before = versions();
  await run(process.execPath, [CHANGESET, 'version'], copy);
  const after = versions();
  await registry.start();
  writeFileSync(userconfig, `${registry.url.replace('http:', '')}:_authToken=dry-run\n`);
  await addDependencies();
  await publish();
  for (const [name, version] of after) {
    if (registry.document(name)?.versions[version] === undefined)
      throw new Error(`${name} is missing`);
    console.log(`${name.padEnd(20)} ${before.get(name)} -> ${version}`);
  }
  await install();
  checkInstalled(after);
  await roundTrip(after.get('@pmklc/cli'));
  console.log('release: published here, installed and used; nothing left this machine');
} catch (error) {
  console.error(`release: ${error.message}`);
  process.exitCode = 1;
} finally {
  registry.stop();
  rmSync(folder, { recursive: true, force: true });
}
