import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Cluster, NODES, missingPrograms } from '../slurm/cluster.mjs';
import { isMissing, WORKFLOWS, Workplace } from './workplace.mjs';

const SNAKEMAKE = join(WORKFLOWS, 'snakemake');
const GENOME = 'HePy.seq';
const OPTIONS = '-9 --select none --partition 500000';
const LIMIT_MS = 600_000;

const cannot = missingPrograms().length > 0 || isMissing('snakemake');

async function started() {
  const place = new Workplace();
  place.copy(GENOME);
  const cluster = await Cluster.start();
  onTestFinished(async () => {
    await cluster.stop();
    place.remove();
  });
  cluster.env.PATH = place.env.PATH;
  return { place, cluster };
}

/** Snakemake over the cluster; gives a promise of its exit status and messages. */
function overCluster(place, cluster) {
  const config = [`input=${GENOME}`, 'output=packed', 'divide_from=0', `options=${OPTIONS}`];
  const profile = join(SNAKEMAKE, 'profiles', 'slurm');
  const files = ['--snakefile', join(SNAKEMAKE, 'Snakefile'), '--profile', profile];
  const args = [...files, '--latency-wait', '10', '--config', ...config];
  const child = spawn('snakemake', args, { cwd: place.folder, env: cluster.env });
  let messages = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => (messages += chunk));
  }
  return new Promise((resolve) => {
    child.on('close', (status) => resolve({ status, messages }));
  });
}

async function onOneMachine(place) {
  const args = [...OPTIONS.split(' '), '--no-verify', '-o', 'one.pmklc', GENOME];
  await place.succeed('pmklc', args);
  return readFileSync(place.path('one.pmklc'));
}

const packed = (place) => readFileSync(place.path(join('packed', `${GENOME}.pmklc`)));

describe.skipIf(cannot)('two nodes of Slurm', () => {
  test('make what one machine makes, though a job is killed, a node dies and the other is drained', async () => {
    const { place, cluster } = await started();
    const done = overCluster(place, cluster);
    const atWork = async (name) => {
      const find = () => cluster.running().find((job) => job.name === name);
      const job = await cluster.until(find, LIMIT_MS);
      await cluster.untilAtWork(job.id, LIMIT_MS);
      return job;
    };

    cluster.killJob((await atWork('pmklc-snapshot')).id);
    const { node: dead } = await atWork('pmklc-result');
    cluster.killNode(dead);
    await cluster.until(() => cluster.stateOf(dead).startsWith('down'), LIMIT_MS);
    const [other] = NODES.filter((name) => name !== dead);
    cluster.startNode(dead);
    await cluster.until(() => /^(idle|mixed|allocated)$/.test(cluster.stateOf(dead)), LIMIT_MS);
    cluster.drain(other);

    const { status, messages } = await done;
    expect(status, messages).toBe(0);
    // Snakemake does what was killed again, Slurm itself what was on the node.
    const ends = cluster.history().map(({ JobState, Restarts }) => ({ JobState, Restarts }));
    expect(ends.some(({ JobState }) => JobState === 'FAILED')).toBe(true);
    expect(ends.some(({ Restarts }) => Number(Restarts) > 0)).toBe(true);
    expect(packed(place)).toEqual(await onOneMachine(place));
  });

  test('do four jobs in any order', async () => {
    const { place, cluster } = await started();
    await place.succeed('pmklc', ['split', ...OPTIONS.split(' '), '-o', 'work', GENOME]);
    const options = ['--wait', '--mem=1024', '--output=/dev/null'];
    const jobs = ['0004', '0002', '0003', '0001'].map((job) => {
      const args = [...options, `--wrap=pmklc job --wait 300 work/${job}.job`];
      return place.succeed('sbatch', args, { env: cluster.env });
    });
    // Jobs that wait keep others from the nodes: so the first one's snapshot is made beside them.
    await place.succeed('pmklc', ['job', '--snapshot', 'work/0001.job']);
    await place.succeed('pmklc', ['job', '--snapshot', 'work/0002.job']);
    await place.succeed('pmklc', ['job', '--snapshot', 'work/0003.job']);
    await Promise.all(jobs);
    await place.succeed('pmklc', ['join', '-o', 'joined.pmklc', 'work']);
    expect(readFileSync(place.path('joined.pmklc'))).toEqual(await onOneMachine(place));
    const nodes = new Set(cluster.history().map((job) => job.NodeList));
    expect([...nodes].sort()).toEqual(NODES);
  });
});
