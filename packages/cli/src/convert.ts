/**
 * Packs, unpacks or tests one input.
 */
import { createReadStream } from 'node:fs';
import type { CodingOptions } from '@pmklc/codec';
import { compressStream, decompressStream } from '@pmklc/codec';
import type { ModelConfig } from '@pmklc/core';
import type { Command } from './command.ts';
import { describeError, FileError, UsageError } from './errors.ts';
import type { Input } from './input.ts';
import { identityOf, openInput } from './input.ts';
import { packedName, unpackedName } from './names.ts';
import type { Output } from './output.ts';
import { openFile, openNowhere, openStdout } from './output.ts';
import { NO_BAR, showProgress } from './progress.ts';
import type { Summary } from './summary.ts';

/** What all inputs of a command share. */
export interface SharedCoding extends Pick<CodingOptions, 'predictor' | 'runner' | 'slots'> {
  readonly signal: AbortSignal;
  /** Whether a bar may show how far it is: not when several would. */
  readonly hasBar: boolean;
  /** From `--model`. */
  readonly model?: ModelConfig;
}

/**
 * @returns what was done; when it fails, no output is left behind
 * @throws UsageError, FileError, PmklcError, a system error, or the signal's reason
 */
export async function convert(
  command: Command,
  name: string,
  coding: SharedCoding,
): Promise<Summary> {
  const start = performance.now();
  if (name === '-' && process.stdin.isTTY && !command.force) {
    throw new UsageError('it is a terminal (give a FILE, or see pmklc --help)');
  }
  const input = await openInput(name);
  const output = await openOutput(command, input);
  try {
    const sizes = await transfer(command, input, output, coding);
    const isVerified = await verify(command, name, output, sizes.archiveBytes, coding);
    await output.commit();
    const seconds = (performance.now() - start) / 1000;
    return { mode: command.mode, name, ...sizes, seconds, isVerified };
  } catch (error) {
    await output.discard();
    throw error;
  }
}

type Sizes = Pick<Summary, 'bases' | 'originalBytes' | 'archiveBytes'>;

async function transfer(
  command: Command,
  input: Input,
  output: Output,
  coding: SharedCoding,
): Promise<Sizes> {
  const isPacking = command.mode === 'compress';
  const bar = coding.hasBar ? showProgress(command, input.name, input.size) : NO_BAR;
  let [bases, bytesRead, bytesWritten] = [0, 0, 0];
  const source = counted(input.read(), (bytes) => (bytesRead += bytes));
  const options = {
    ...coding,
    onProgress: (report: Sizes) => {
      bases = report.bases;
      bar.update(isPacking ? report.originalBytes : report.archiveBytes);
    },
  };
  try {
    for await (const chunk of codedChunks(command, source, options)) {
      await output.write(chunk);
      bytesWritten += chunk.length;
    }
  } finally {
    bar.stop();
  }
  return isPacking
    ? { bases, originalBytes: bytesRead, archiveBytes: bytesWritten }
    : { bases, originalBytes: bytesWritten, archiveBytes: bytesRead };
}

function codedChunks(
  command: Command,
  source: AsyncIterable<Uint8Array>,
  coding: Omit<SharedCoding, 'hasBar'> & Pick<CodingOptions, 'onProgress'>,
): AsyncIterable<Uint8Array> {
  const { level, format, partitionBases, memoryLimitBytes, predictorAlone, engine } = command;
  const shared = {
    ...coding,
    ...(engine === undefined ? {} : { engine }),
    ...(memoryLimitBytes === undefined ? {} : { memoryLimitBytes }),
  };
  if (command.mode !== 'compress') return decompressStream(source, shared);
  return compressStream(source, {
    ...shared,
    level,
    predictorAlone,
    ...(format === undefined ? {} : { format }),
    ...(partitionBases === undefined ? {} : { partitionBases }),
  });
}

/** Decodes what was packed: the archive holds the digest of the input. */
async function verify(
  command: Command,
  name: string,
  output: Output,
  archiveBytes: number,
  coding: SharedCoding,
): Promise<boolean> {
  if (command.mode !== 'compress') return true;
  if (output.path === undefined || command.verify === false) return false;
  const bar = coding.hasBar ? showProgress(command, `verifying ${name}`, archiveBytes) : NO_BAR;
  const onProgress = (report: Sizes) => bar.update(report.archiveBytes);
  try {
    const asTest: Command = { ...command, mode: 'test' };
    const options = { ...coding, onProgress };
    const written = createReadStream(output.path, { highWaterMark: 2 ** 20 });
    for await (const chunk of codedChunks(asTest, written, options)) void chunk;
  } catch (cause) {
    coding.signal.throwIfAborted();
    throw new FileError(`what was packed does not unpack: ${describeError(cause)}`, { cause });
  } finally {
    bar.stop();
  }
  return true;
}

async function openOutput(command: Command, input: Input): Promise<Output> {
  const { mode, force } = command;
  if (mode === 'test') return openNowhere();
  const path = outputPath(command, input.name);
  if (path === '-') {
    if (mode === 'compress' && process.stdout.isTTY && !force) {
      throw new UsageError('an archive is not for a terminal (use -o FILE, or -f to insist)');
    }
    if (command.verify) throw new UsageError('only files can be verified (--verify)');
    return openStdout();
  }
  if (input.identity !== undefined && (await identityOf(path)) === input.identity) {
    throw new UsageError('input and output are the same file');
  }
  return openFile(path, force, input.mode);
}

function outputPath({ mode, output, toStdout }: Command, name: string): string {
  if (output !== undefined) return output;
  if (toStdout || name === '-') return '-';
  return mode === 'compress' ? packedName(name) : unpackedName(name);
}

async function* counted(
  source: AsyncIterable<Uint8Array>,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    onBytes(chunk.length);
    yield chunk;
  }
}
