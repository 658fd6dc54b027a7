/**
 * Carries out a command line: inputs one after the other, where one that fails does not stop the rest.
 */
import { pathToFileURL } from 'node:url';
import type { PredictorPlugin } from '@pmklc/codec';
import { loadPredictor, WorkerRunner } from '@pmklc/parallel';
import type { Command } from './command.ts';
import type { SharedCoding } from './convert.ts';
import { convert } from './convert.ts';
import type { ExitCode } from './errors.ts';
import { describeError, exitCodeOf, isBrokenPipe, UsageError } from './errors.ts';
import { escapeText } from './escape-text.ts';
import type { Listing } from './list.ts';
import { listArchive } from './list.ts';
import { listingTable, listingToJson } from './listing-table.ts';
import { parseArguments } from './parse-arguments.ts';
import { readModel } from './read-model.ts';
import type { Summary } from './summary.ts';
import { describeSummary, summaryToJson } from './summary.ts';
import { readVersion } from './version.ts';

/**
 * @param args without the program's name
 * @param signal aborted when the user wants it to end; its reason is thrown, nothing is left behind
 */
export async function runCli(args: readonly string[], signal: AbortSignal): Promise<ExitCode> {
  let command: Command;
  try {
    const parsed = parseArguments(args, readVersion());
    if ('print' in parsed) {
      process.stdout.write(parsed.print);
      return 0;
    }
    command = parsed;
  } catch (error) {
    warn(`${describeError(error)} (see pmklc --help)`);
    return exitCodeOf(error);
  }
  try {
    return command.mode === 'list' ? await list(command) : await convertAll(command, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!isBrokenPipe(error)) warn(describeError(error));
    return exitCodeOf(error);
  }
}

/** Everything is coded in workers, so that this thread is there to write, to show and to be stopped. */
async function convertAll(command: Command, signal: AbortSignal): Promise<ExitCode> {
  const { threads, predictor: path, model: modelPath, level } = command;
  const model = modelPath === undefined ? {} : { model: readModel(modelPath, level) };
  const predictorModule = path === undefined ? undefined : pathToFileURL(path).href;
  const plugin = predictorModule && { predictor: await importPredictor(predictorModule) };
  const runner = new WorkerRunner({ threads, ...(predictorModule && { predictorModule }) });
  try {
    return await convertInputs(command, { signal, runner, ...model, ...plugin });
  } finally {
    await runner.destroy();
  }
}

async function importPredictor(url: string): Promise<PredictorPlugin> {
  try {
    return await loadPredictor(url);
  } catch (cause) {
    throw new UsageError(`--predictor cannot be used: ${describeError(cause)}`, { cause });
  }
}

async function convertInputs(command: Command, coding: SharedCoding): Promise<ExitCode> {
  return forEachInput(command, coding.signal, async (name) => {
    report(command, await convert(command, name, coding));
  });
}

/** Says what was done, where nobody takes it for the data. */
function report(command: Command, summary: Summary): void {
  const { mode, toStdout, output, json, quiet, verbose } = command;
  const isDataOut = mode !== 'test' && (toStdout || output === '-' || summary.name === '-');
  if (json) {
    const stream = isDataOut ? process.stderr : process.stdout;
    stream.write(`${summaryToJson(summary)}\n`);
  } else if (verbose || (process.stderr.isTTY && !isDataOut && !quiet)) {
    process.stderr.write(`${describeSummary(summary)}\n`);
  }
}

async function list(command: Command): Promise<ExitCode> {
  const listings: Listing[] = [];
  const exitCode = await forEachInput(command, undefined, async (name) => {
    listings.push(await listArchive(command, name));
  });
  if (command.json) process.stdout.write(listings.map((l) => `${listingToJson(l)}\n`).join(''));
  else if (listings.length > 0) process.stdout.write(listingTable(listings));
  return exitCode;
}

/** @returns the worst of the exit codes */
async function forEachInput(
  { inputs }: Command,
  signal: AbortSignal | undefined,
  action: (name: string) => Promise<void>,
): Promise<ExitCode> {
  let worst: ExitCode = 0;
  for (const name of inputs) {
    try {
      await action(name);
    } catch (error) {
      signal?.throwIfAborted();
      if (isBrokenPipe(error)) return 1;
      warn(`${name === '-' ? 'standard input' : escapeText(name)}: ${describeError(error)}`);
      if (exitCodeOf(error) > worst) worst = exitCodeOf(error);
    }
  }
  return worst;
}

function warn(message: string): void {
  process.stderr.write(`pmklc: ${message}\n`);
}
