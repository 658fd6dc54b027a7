/**
 * Packs files into a collection, and verifies it while it is written.
 */
import type {
  CompressListeners,
  DecompressOptions,
  MemberInput,
  ProgressReport,
} from '@pmklc/codec';
import { decompressStream, packCollection, Semaphore } from '@pmklc/codec';
import { codingWorkers } from '../commands/coding-workers.ts';
import { type Decode, Verification } from '../commands/verification.ts';
import { refuseInputAsOutput } from '../files/input.ts';
import { openFile, openStdout, type Output } from '../files/output.ts';
import { readPack } from '../flags/read-pack.ts';
import { describeFailure, exitCodeOf, UsageError, type ExitCode } from '../messages/errors.ts';
import { warn } from '../files/for-each-input.ts';
import { noteLevel } from '../messages/level-note.ts';
import { showProgress } from '../messages/progress.ts';
import type { KnowledgeTrial, PartitionStrands, Summary } from '../messages/summary.ts';
import { describeSummary, describeTrials, summaryToJson } from '../messages/summary.ts';
import {
  copyExisting,
  type ExistingCollection,
  findExisting,
  refuseTwice,
} from './existing-collection.ts';
import type { PackRequest } from './pack-request.ts';
import { walkMembers } from './walk-members.ts';

/** Options that packing and verifying have in common. */
type Coding = Pick<DecompressOptions, 'runner' | 'engine' | 'memoryLimitBytes' | 'knowledge'>;

/** @throws the signal's reason */
export async function packFiles(request: PackRequest, signal: AbortSignal): Promise<ExitCode> {
  const { output: name, threads } = request;
  const runner = codingWorkers(threads, undefined);
  try {
    const summary = await pack(request, runner, signal);
    report(request, summary);
    return 0;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof UsageError) throw error;
    warn(describeFailure(name === '-' ? 'standard output' : name, error));
    return exitCodeOf(error);
  } finally {
    await runner.destroy();
  }
}

async function pack(
  request: PackRequest,
  runner: Coding['runner'],
  signal: AbortSignal,
): Promise<Summary> {
  const start = performance.now();
  const existing = request.adds ? await findExisting(request.output) : undefined;
  const members = await membersOf(request);
  if (existing) refuseTwice(existing, members);
  const output = await openOutput(request, existing);
  const coding = codingOf(request, runner);
  const decoding = { coding, signal, start: existing?.size ?? 0 };
  const verification = startVerification(request, output, decoding);
  try {
    if (existing) await copyExisting(existing, output, signal);
    const found = await transfer(request, members, output, { coding, verification, signal });
    await verification?.finish();
    await output.commit();
    const seconds = (performance.now() - start) / 1000;
    const isVerified = verification !== undefined;
    return { mode: 'compress', name: request.output, seconds, isVerified, ...found };
  } catch (error) {
    await verification?.cancel();
    await output.discard();
    throw error;
  }
}

/** @throws UsageError when the archive would be a member of itself */
async function membersOf({ paths, output, ...rules }: PackRequest): Promise<MemberInput[]> {
  const found = [];
  for await (const one of walkMembers(paths, rules)) found.push(one);
  await refuseInputAsOutput(output, found);
  return found.map(({ member }) => member);
}

async function openOutput(
  { output: path, force }: PackRequest,
  existing: ExistingCollection | undefined,
): Promise<Output> {
  if (existing) return openFile(path, true, 0o666, existing.attributes);
  if (path !== '-') return openFile(path, force, 0o666);
  if (!process.stdout.isTTY || force) return openStdout();
  throw new UsageError('an archive is not for a terminal (use -o FILE, or -f to insist)');
}

function codingOf(
  { engine, memoryLimitBytes, knowledge }: PackRequest,
  runner: Coding['runner'],
): Coding {
  return {
    ...(runner && { runner }),
    ...(engine && { engine }),
    ...(memoryLimitBytes !== undefined && { memoryLimitBytes }),
    knowledge: { packs: knowledge.map(readPack) },
  };
}

function startVerification(
  { verify, threads }: PackRequest,
  { path }: Output,
  { coding, signal, start }: { coding: Coding; signal: AbortSignal; start: number },
): Verification | undefined {
  if (!verify || path === undefined) return undefined;
  const semaphore = new Semaphore(threads);
  const decode: Decode = (archive, control) => {
    const signals = AbortSignal.any([signal, control.signal]);
    return decompressStream(archive, { ...coding, ...control, semaphore, signal: signals });
  };
  return new Verification(path, decode, start);
}

interface Transfer {
  readonly coding: Coding;
  readonly verification: Verification | undefined;
  readonly signal: AbortSignal;
}

async function transfer(
  request: PackRequest,
  members: readonly MemberInput[],
  output: Output,
  { coding, verification, signal }: Transfer,
) {
  const { level, select, quiet, output: name } = request;
  const size = members.reduce((sum, member) => sum + member.size, 0);
  const bar = await showProgress({ quiet, mode: 'compress' }, name, size);
  const knowledge: KnowledgeTrial[] = [];
  const strands: PartitionStrands[] = [];
  let [bases, archiveBytes, used] = [0, 0, level];
  const on: CompressListeners = {
    trial: (partition, tried) =>
      void knowledge.push(...tried.map((trial) => ({ ...trial, partition }))),
    strands: (partition, count) => void strands.push({ partition, ...count }),
    level: (usedLevel) => {
      used = usedLevel;
      noteLevel(name, level, used, quiet);
    },
    progress: (progress: ProgressReport) => {
      bases = progress.bases;
      bar.update(progress.originalBytes, progress);
    },
  };
  const signals = [signal, ...(verification ? [verification.failed] : [])];
  try {
    const chunks = packCollection(members, {
      ...coding,
      level,
      knowledge: { ...coding.knowledge, ...(select && { select }) },
      signal: AbortSignal.any(signals),
      on,
    });
    for await (const chunk of chunks) {
      await output.write(chunk);
      verification?.add(chunk.length);
      archiveBytes += chunk.length;
    }
  } finally {
    bar.stop();
  }
  const files = members.filter(({ kind }) => kind === 'file').length;
  const levels = { asked: level, used };
  const learned = { knowledge, ...(strands.length > 0 && { strands }) };
  return { bases, originalBytes: size, archiveBytes, files, levels, ...learned };
}

function report({ json, quiet, verbose, output }: PackRequest, summary: Summary): void {
  const results = output === '-' ? process.stderr : process.stdout;
  if (json) results.write(`${summaryToJson(summary)}\n`);
  else if (verbose || (process.stderr.isTTY && output !== '-' && !quiet)) {
    const evidence = verbose ? describeTrials(summary) : '';
    process.stderr.write(`${describeSummary(summary)}\n${evidence}`);
  }
}
