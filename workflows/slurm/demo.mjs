/**
 * `npm run demo:cluster`: starts Slurm with two nodes on this machine, packs a genome over it by the Snakemake workflow, compares the archive
 * with that of one machine, and shows what it took. Installs what is missing of Debian's packages, which needs root.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { build, ensureInstalled, ROOT } from '../../tools/workspace.mjs';
import { Cluster, missingPrograms } from './cluster.mjs';

const GENOME = join(ROOT, 'testdata', 'HePy.seq');
const NAME = 'HePy.seq.pmklc';
const OPTIONS = ['-6', '--partition', '700000'];
const FOLDER = join(ROOT, 'tmp', 'demo-cluster');
const MAIN = join(ROOT, 'packages', 'cli', 'dist', 'main.js');
const SNAKEMAKE = join(ROOT, 'workflows', 'snakemake');

function run(command, args, env) {
  const { status, error } = spawnSync(command, args, { cwd: FOLDER, env, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${command}: ${error?.message ?? `exit ${status}`}`);
}

/** The built command on the PATH, as it would be on each node. */
function withCommand(env) {
  const bin = join(FOLDER, 'bin');
  mkdirSync(bin, { recursive: true });
  const command = join(bin, 'pmklc');
  writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${MAIN}' "$@"\n`);
  chmodSync(command, 0o755);
  return { ...env, PATH: `${bin}${delimiter}${env.PATH}` };
}

function packOverCluster(env) {
  const profile = join(SNAKEMAKE, 'profiles', 'slurm');
  const settings = [`input=${GENOME}`, 'output=packed', 'divide_from=0', 'pictures=true'];
  const options = `options=${OPTIONS.join(' ')}`;
  const files = ['--snakefile', join(SNAKEMAKE, 'Snakefile'), '--profile', profile];
  const quiet = ['--latency-wait', '10', '--quiet', 'rules'];
  run('snakemake', [...files, ...quiet, '--config', ...settings, options], env);
}

/** Jobs with the nodes that did them. */
function printJobs(jobs) {
  console.log('\njob                 node  state       time');
  for (const { JobName, NodeList, JobState, RunTime } of jobs) {
    console.log(`${JobName.padEnd(20)}${NodeList.padEnd(6)}${JobState.padEnd(12)}${RunTime}`);
  }
}

function compare(env) {
  run('pmklc', [...OPTIONS, '--no-verify', '-o', 'one.pmklc', GENOME], env);
  const [made, one] = [join('packed', NAME), 'one.pmklc'].map((name) =>
    readFileSync(join(FOLDER, name)),
  );
  if (!made.equals(one)) throw new Error('the archive is not that of one machine');
  console.log(`\n${one.length.toLocaleString('en')} bytes, those that one machine makes`);
}

ensureInstalled();
const engines = join(ROOT, 'tools', 'workflow-engines.mjs');
spawnSync(process.execPath, [engines, 'slurm-wlm', 'munge', 'snakemake'], { stdio: 'inherit' });
const missing = missingPrograms();
if (missing.length > 0) {
  console.error(
    `demo:cluster: ${missing.join(', ')} missing: they are in Debian's slurm-wlm and munge`,
  );
  process.exit(1);
}
console.log('building ...');
build();
rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
console.log('starting Slurm with two nodes ...');
const cluster = await Cluster.start();
try {
  const env = withCommand(cluster.env);
  packOverCluster(env);
  printJobs(cluster.history());
  console.log(`\n${readFileSync(join(FOLDER, 'packed', 'summary.tsv'), 'utf8').trim()}`);
  compare(env);
  console.log(`where its information is: ${join(FOLDER, 'packed', 'pictures', `${NAME}.html`)}`);
} catch (error) {
  console.error(`demo:cluster: ${error.message}`);
  process.exitCode = 1;
} finally {
  await cluster.stop();
}
