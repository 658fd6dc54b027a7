/**
 * Packs, unpacks or tests one input.
 */
import { unlink } from 'node:fs/promises';
import type { CompressListeners, CompressOptions, MissingRange } from '@pmklc/codec';
import { compressStream, decompressStream } from '@pmklc/codec';
import type { Command } from '../flags/command.ts';
import { naming, UsageError } from '../messages/errors.ts';
import type { Input } from '../files/input.ts';
import { openInput, refuseInputAsOutput } from '../files/input.ts';
import { noteLevel } from '../messages/level-note.ts';
import { cutOf, fewerPartitions } from '../flags/partition-options.ts';
import type { Output } from '../files/output.ts';
import { openFile, openNowhere, openStdout } from '../files/output.ts';
import { CountedInput } from '../files/counted-input.ts';
import type { PlannedInput } from '../files/plan-outputs.ts';
import { MatesOutput } from '../mates/mates-output.ts';
import { namesToRecord } from '../mates/mate-names.ts';
import { openMates } from '../mates/mates-input.ts';
import { NO_BAR, showProgress } from '../messages/progress.ts';
import type {
  KnowledgeTrial,
  PartitionStrands,
  Summary,
  TrainedPartition,
} from '../messages/summary.ts';
import type { SharedCoding } from './shared-coding.ts';
import { decodingOf } from './shared-coding.ts';
import { Verification } from './verification.ts';

/**
 * @returns what was done; when it fails, no output is left behind
 * @throws UsageError, FileError, PmklcError, a system error, or the signal's reason
 */
export async function convert(
  command: Command,
  { name, output: path, mate, mateOutput, folder, failure }: PlannedInput,
  coding: SharedCoding,
): Promise<Summary> {
  const start = performance.now();
  if (name === '-' && process.stdin.isTTY && !command.force) {
    throw new UsageError('it is a terminal (give a FILE, or see pmklc --help)');
  }
  if (failure !== undefined) throw failure.error;
  const mates = mate === undefined ? undefined : ([name, mate] as const);
  const input = mates ? await openMates(mates, command.gunzip) : await openInput(name);
  if (folder !== undefined) {
    const { unpackTree } = await import('../collection/unpack-tree.ts');
    const { hasBar } = coding;
    return unpackTree(command, input, folder, { ...decodingOf(command, coding), hasBar });
  }
  const output = await openOutputs(command, input, [path, mateOutput]);
  const verification = startVerification(command, output, coding);
  const missing: MissingRange[] = [];
  const [trials, trained]: [KnowledgeTrial[], TrainedPartition[]] = [[], []];
  const strands: PartitionStrands[] = [];
  try {
    const found = { missing, trials, strands, trained, mates };
    const sizes = await transfer(command, input, output, { ...coding, ...found, verification });
    await finishVerification(command, input.name, verification, coding);
    await output.commit();
    if (command.removeInputs && input.special === undefined) await naming(name, unlink(name));
    const seconds = (performance.now() - start) / 1000;
    const wasChecked = command.mode !== 'compress' || verification !== undefined;
    const isVerified = wasChecked && missing.length === 0;
    const salvaged = command.salvage ? { missing } : {};
    const written = path === undefined || path === '-' ? {} : { output: path };
    const facts = {
      mode: command.mode,
      name: input.name,
      ...written,
      seconds,
      isVerified,
      knowledge: trials,
    };
    const learned = {
      ...(strands.length > 0 && { strands }),
      ...(trained.length > 0 && { trained }),
    };
    const fewer = fewerPartitions(command, input);
    return { ...facts, ...sizes, ...salvaged, ...learned, ...(fewer && { partitions: fewer }) };
  } catch (error) {
    await verification?.cancel();
    await output.discard();
    throw error;
  }
}

type Sizes = Pick<Summary, 'bases' | 'originalBytes' | 'archiveBytes' | 'levels'>;

interface Transfer extends SharedCoding {
  readonly verification: Verification | undefined;
  /** Filled with what `--salvage` could not take out. */
  readonly missing: MissingRange[];
  /** Filled with what knowledge was tried. */
  readonly trials: KnowledgeTrial[];
  /** Filled with what was counted on the opposite strand. */
  readonly strands: PartitionStrands[];
  /** Filled with the private networks that were trained. */
  readonly trained: TrainedPartition[];
  /** Files of mates that are packed together. */
  readonly mates: readonly [string, string] | undefined;
}

async function transfer(
  command: Command,
  input: Input,
  output: Output,
  { verification, missing, trials, strands, trained, mates, hasBar, ...coding }: Transfer,
): Promise<Sizes> {
  const isPacking = command.mode === 'compress';
  const bar = hasBar ? await showProgress(command, input.name, input.size) : NO_BAR;
  const source = new CountedInput(command, input);
  const signals = [coding.signal, ...(verification ? [verification.failed] : [])];
  let [bases, bytesWritten, levelUsed] = [0, 0, command.level];
  const listeners: CompressListeners = {
    trial: (partition, tried) => {
      trials.push(...tried.map((trial) => ({ ...trial, partition })));
    },
    strands: (partition, count) => {
      strands.push({ partition, ...count });
    },
    level: (level) => {
      // Without the level's model, memory changes nothing.
      if (!command.predictorAlone) levelUsed = level;
      noteLevel(input.name, command.level, levelUsed, command.quiet);
    },
    trained: (partition, report) => {
      trained.push({ ...report, partition });
    },
    progress: (report) => {
      bases = report.bases;
      bar.update(
        isPacking ? report.originalBytes * source.packedShare : report.archiveBytes,
        report,
      );
    },
  };
  const options = { ...coding, signal: AbortSignal.any(signals), on: listeners };
  try {
    const chunks =
      command.patterns.length > 0
        ? (await import('../collection/chosen-pieces.ts')).chosenBytes(
            input.name,
            command.patterns,
            decodingOf(command, options),
          )
        : command.salvage
          ? (await import('./salvage.ts')).salvagedChunks(command, input.name, options, missing)
          : codedChunks(command, source.read(), options, isPacking ? inputOptions() : {});
    for await (const chunk of chunks) {
      await output.write(chunk);
      verification?.add(chunk.length);
      bytesWritten += chunk.length;
    }
  } finally {
    bar.stop();
  }
  function inputOptions(): InputOptions {
    const mateNames = mates && namesToRecord(mates, command.gunzip);
    return { ...cutOf(command, input), ...(mateNames && { mateNames }) };
  }
  const levels = { asked: command.level, used: levelUsed };
  return isPacking
    ? { bases, originalBytes: source.bytes, archiveBytes: bytesWritten, levels }
    : { bases, originalBytes: bytesWritten, archiveBytes: source.bytes };
}

/** How the input is cut, and what else is to be said of it, for packing. */
type InputOptions = ReturnType<typeof cutOf> & Pick<CompressOptions, 'mateNames'>;

function codedChunks(
  command: Command,
  source: AsyncIterable<Uint8Array>,
  { on, ...coding }: Omit<SharedCoding, 'hasBar'> & Listeners,
  ofInput: InputOptions = {},
): AsyncIterable<Uint8Array> {
  const { level, format, predictorAlone } = command;
  const { select, sprmBudgetSeconds: seconds } = command;
  const { model } = coding;
  const shared = decodingOf(command, coding);
  if (command.mode !== 'compress') return decompressStream(source, { ...shared, on });
  return compressStream(source, {
    ...shared,
    ...ofInput,
    on,
    level,
    predictorAlone,
    knowledge: { ...coding.knowledge, ...(select === undefined ? {} : { select }) },
    ...(model === undefined ? {} : { model }),
    ...(seconds === undefined ? {} : { privateNetwork: { seconds } }),
    ...(format === undefined ? {} : { format }),
  });
}

interface Listeners {
  readonly on: CompressListeners;
}

/** Decoding beside packing; undefined where nothing is to be verified. */
function startVerification(
  command: Command,
  { path }: Output,
  { signal, hasBar, ...coding }: SharedCoding,
): Verification | undefined {
  if (command.mode !== 'compress' || path === undefined || command.verify === false)
    return undefined;
  void hasBar;
  const asTest: Command = { ...command, mode: 'test' };
  return new Verification(path, (archive, control) => {
    const signals = AbortSignal.any([signal, control.signal]);
    const options = { ...coding, ...control, semaphore: coding.verifySemaphore, signal: signals };
    return codedChunks(asTest, archive, options);
  });
}

async function finishVerification(
  command: Command,
  name: string,
  verification: Verification | undefined,
  { signal, hasBar }: SharedCoding,
): Promise<void> {
  if (verification === undefined) return;
  const bar = hasBar
    ? await showProgress(command, `verifying ${name}`, verification.bytes)
    : NO_BAR;
  verification.onProgress = (report) => bar.update(report.archiveBytes, report);
  try {
    await verification.finish();
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    bar.stop();
  }
}

/** @param paths as for `openOutput`; the second of mates, undefined where there are none */
async function openOutputs(
  command: Command,
  input: Input,
  [path, matePath]: readonly [string | undefined, string | undefined],
): Promise<Output> {
  const output = await openOutput(command, input, path);
  if (matePath === undefined) return output;
  try {
    return new MatesOutput([output, await openOutput(command, input, matePath)]);
  } catch (error) {
    await output.discard();
    throw error;
  }
}

/** @param path `-` for standard output, undefined for none */
async function openOutput(
  command: Command,
  input: Input,
  path: string | undefined,
): Promise<Output> {
  const { mode, force } = command;
  if (path === undefined) return openNowhere();
  await refuseInputAsOutput(path, input.parts ?? [input]);
  if (path === '-') {
    if (mode === 'compress' && process.stdout.isTTY && !force) {
      throw new UsageError('an archive is not for a terminal (use -o FILE, or -f to insist)');
    }
    if (command.verify) throw new UsageError('only files can be verified (--verify)');
    return openStdout();
  }
  return openFile(path, force, 0o666, input.attributes);
}
