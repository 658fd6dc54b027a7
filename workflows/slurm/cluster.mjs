/**
 * A Slurm cluster of two nodes on this machine: Debian's munged, slurmctld and two slurmd, on loopback alone, in a folder of its own. It disturbs no
 * other Slurm: ports are free ones, and key, sockets and state are in the folder.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism, hostname, tmpdir, totalmem, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { processesWith } from './processes.mjs';

/** Names of the nodes. */
export const NODES = ['n1', 'n2'];

const MIB = 2 ** 20;
/** Name of the process that Slurm starts for a job on a node. */
const STEP = 'slurmstepd';
const POLL_MS = 200;
const START_MS = 60_000;
const STOP_MS = 5_000;
/** How long a node may be silent before its jobs are given to others. */
const SILENT_SECONDS = 10;
/** How long Slurm waits before it starts a job of a lost node again: as long as credentials live. */
const RETRY_SECONDS = 5;

/** What of Slurm is not installed. */
export function missingPrograms() {
  const programs = ['munged', 'slurmctld', 'slurmd', 'sbatch'];
  const isMissing = (name) => spawnSync('which', [name], { stdio: 'ignore' }).status !== 0;
  return programs.filter(isMissing);
}

async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer());
  const listening = servers.map(
    (server) => new Promise((resolve) => server.listen(0, '127.0.0.1', resolve)),
  );
  await Promise.all(listening);
  const ports = servers.map((server) => server.address().port);
  for (const server of servers) server.close();
  return ports;
}

function configOf(folder, ports) {
  const user = userInfo().username;
  const cpus = Math.max(1, availableParallelism() >> 1);
  const mebibytes = Math.floor(totalmem() / MIB / NODES.length);
  return `ClusterName=pmklc
SlurmctldHost=${hostname()}(127.0.0.1)
SlurmctldPort=${ports[0]}
AuthType=auth/munge
AuthInfo=socket=${folder}/munge.socket,cred_expire=${RETRY_SECONDS}
SlurmUser=${user}
SlurmdUser=${user}
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool-%n
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd-%n.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
ReturnToService=2
SlurmdTimeout=${SILENT_SECONDS}
KillWait=2
SchedulerParameters=sched_interval=1
${NODES.map(
  (name, i) =>
    `NodeName=${name} NodeHostname=${hostname()} NodeAddr=127.0.0.1 Port=${ports[i + 1]} CPUs=${cpus} RealMemory=${mebibytes}`,
).join('\n')}
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
`;
}

export class Cluster {
  #folder = mkdtempSync(join(tmpdir(), 'pmklc-slurm-'));
  #daemons = new Map();

  /** Environment in which Slurm's commands talk to this cluster. */
  env = { ...process.env, SLURM_CONF: join(this.#folder, 'slurm.conf') };

  /** Starts everything; ends when both nodes wait for jobs. */
  static async start() {
    const cluster = new Cluster();
    try {
      await cluster.#start();
      return cluster;
    } catch (error) {
      await cluster.stop();
      throw error;
    }
  }

  async #start() {
    const folder = this.#folder;
    mkdirSync(join(folder, 'state'));
    for (const name of NODES) mkdirSync(join(folder, `spool-${name}`));
    writeFileSync(this.env.SLURM_CONF, configOf(folder, await freePorts(1 + NODES.length)));
    writeFileSync(join(folder, 'munge.key'), randomBytes(128), { mode: 0o600 });
    const files = ['key-file=munge.key', 'socket=munge.socket', 'pid-file=munged.pid'];
    const more = ['log-file=munged.log', 'seed-file=munged.seed'];
    const paths = [...files, ...more].map((file) => `--${file.replace('=', `=${folder}/`)}`);
    this.#spawn('munged', 'munged', ['--foreground', '--force', ...paths]);
    this.#spawn('slurmctld', 'slurmctld', ['-D']);
    for (const name of NODES) this.startNode(name);
    await this.until(() => NODES.every((name) => this.stateOf(name) === 'idle'), START_MS);
  }

  #spawn(name, program, args) {
    const log = openSync(join(this.#folder, `${name}.log`), 'a');
    const daemon = spawn(program, args, { env: this.env, stdio: ['ignore', log, log] });
    daemon.on('error', (error) => console.error(`${program}: ${error.message}`));
    this.#daemons.set(name, daemon);
  }

  startNode(name) {
    this.#spawn(name, 'slurmd', ['-D', '-N', name]);
  }

  /** Ends a node as a power cut does: nobody tells Slurm, or the jobs on it. */
  killNode(name) {
    this.#daemons.get(name).kill('SIGKILL');
    const own = [`SLURM_CONF=${this.env.SLURM_CONF}`, `SLURMD_NODENAME=${name}`];
    kill(processesWith(own, STEP));
  }

  /** Kills the processes of a running job, but not the node. */
  killJob(id) {
    kill(this.#processesOf(id));
  }

  /** Waits until a job has processes: Slurm calls it running before it has. */
  async untilAtWork(id, limitMs) {
    await this.until(() => this.#processesOf(id).length > 0, limitMs);
  }

  #processesOf(id) {
    return processesWith([`SLURM_CONF=${this.env.SLURM_CONF}`, `SLURM_JOB_ID=${id}`]);
  }

  /** A node gets no more jobs. */
  drain(name) {
    this.command('scontrol', ['update', `nodename=${name}`, 'state=drain', 'reason=test']);
  }

  stateOf(name) {
    const text = this.command('sinfo', ['--noheader', '--nodes', name, '--format', '%T']);
    return text.trim();
  }

  /** Running jobs: id, name and node. */
  running() {
    const args = ['--noheader', '--states', 'running', '--format', '%A %j %N'];
    const lines = this.command('squeue', args).split('\n').filter(Boolean);
    return lines.map((line) => line.split(' ')).map(([id, name, node]) => ({ id, name, node }));
  }

  /** All jobs that there were: fields as Slurm names them. */
  history() {
    const lines = this.command('scontrol', ['--oneliner', 'show', 'jobs']).split('\n');
    return lines
      .filter((line) => line.startsWith('JobId='))
      .map((line) => Object.fromEntries([...line.matchAll(/(\w+)=(\S*)/g)].map((m) => m.slice(1))));
  }

  /** Output of one of Slurm's commands; empty while nobody answers. */
  command(program, args) {
    try {
      const stdio = ['ignore', 'pipe', 'ignore'];
      return execFileSync(program, args, { env: this.env, encoding: 'utf8', stdio });
    } catch {
      return '';
    }
  }

  /** Waits until a condition holds. */
  async until(condition, limitMs) {
    const end = performance.now() + limitMs;
    for (;;) {
      const found = condition();
      if (found) return found;
      if (performance.now() > end) throw new Error(`Slurm: waited in vain\n${this.#logs()}`);
      await wait(POLL_MS);
    }
  }

  #logs() {
    const names = [...this.#daemons.keys()];
    return names
      .map((name) => readFileSync(join(this.#folder, `${name}.log`), 'utf8').slice(-2000))
      .join('\n');
  }

  async stop() {
    this.command('scancel', ['--user', userInfo().username]);
    for (const daemon of [...this.#daemons.values()].reverse()) await ended(daemon);
    const own = [`SLURM_CONF=${this.env.SLURM_CONF}`];
    for (const name of NODES) kill(processesWith([...own, `SLURMD_NODENAME=${name}`], STEP));
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function kill(pids) {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      // It ended by itself.
      if (error.code !== 'ESRCH') throw error;
    }
  }
}

/** Ends a daemon, if need be by force. */
async function ended(daemon) {
  if (daemon.pid === undefined || daemon.exitCode !== null || daemon.signalCode !== null) return;
  const exit = new Promise((resolve) => daemon.once('exit', resolve));
  daemon.kill('SIGTERM');
  const force = setTimeout(() => daemon.kill('SIGKILL'), STOP_MS);
  await exit;
  clearTimeout(force);
}
